package dev.accountrisk.backfill;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where a replay keeps its tables; empty for the schema's own name with {@code _shadow} or {@code _replaced} at its end.
 *
 * @param shadowSchema   the schema that a replay fills
 * @param replacedSchema the schema that keeps the tables which a rebuild replaced
 */
@ConfigurationProperties("account-risk.backfill")
public record BackfillProperties(@DefaultValue("") String shadowSchema, @DefaultValue("") String replacedSchema) {}
