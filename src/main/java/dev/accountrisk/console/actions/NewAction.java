package dev.accountrisk.console.actions;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code operator_action} as the console adds it: the database user may write these columns and no others. */
@Entity
@SuppressWarnings("UnusedVariable") // written here, read from the table
@Table(name = "operator_action")
final class NewAction {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;
    @Column(columnDefinition = "CHAR(36)")
    private String formKey = "";
    @Embedded
    private @Nullable ActionOrder what;
    private @Nullable Long records;
    @Column(columnDefinition = "LONGBLOB")
    private byte @Nullable [] replacementValue;
    private String doneBy = "";
    private String why = "";
    private @Nullable Integer confirmSeconds;

    /** For JPA. */
    NewAction() {}

    /** @param confirmSeconds how long somebody else has to confirm it, or null if nobody has to */
    NewAction(Asked asked, String who, @Nullable Integer confirmSeconds) {
        this.confirmSeconds = confirmSeconds;
        this.formKey = asked.formKey();
        this.what = asked.order();
        this.records = asked.records();
        this.replacementValue = asked.replacement();
        this.doneBy = who;
        this.why = asked.why();
    }

    long id() {
        return Objects.requireNonNull(id);
    }
}
