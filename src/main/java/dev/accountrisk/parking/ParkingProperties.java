package dev.accountrisk.parking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Parked records.
 *
 * @param holdBack whether a parked command of unknown effect holds back the later commands of its account
 */
@ConfigurationProperties("account-risk.parking")
public record ParkingProperties(@DefaultValue("true") boolean holdBack) {}
