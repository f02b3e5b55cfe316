package dev.accountrisk.console.actions;

import dev.accountrisk.actions.ActionKind;
import dev.accountrisk.console.page.DatabaseReads;
import dev.accountrisk.console.page.MissingPageException;
import dev.accountrisk.console.partitions.PartitionView;
import dev.accountrisk.console.partitions.ProgressReader;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** One partition with what can be done to it, and what takes the forms. */
@Controller
class PositionActionsController {
    private final ProgressReader progress;
    private final ActionDesk desk;
    private final DatabaseReads reads;

    PositionActionsController(ProgressReader progress, ActionDesk desk, DatabaseReads reads) {
        this.progress = progress;
        this.desk = desk;
        this.reads = reads;
    }

    /** @param formKeys the key of each form, by the kind of its action; {@code TOPIC_PAUSE} and {@code TOPIC_RESUME} too */
    record PartitionPage(Instant asOf, PartitionView partition, Map<String, String> formKeys) {}

    @GetMapping("/partitions/{topic}/{partition}")
    ModelAndView partition(@PathVariable String topic, @PathVariable int partition) {
        PartitionPage page = reads.read(now -> new PartitionPage(now,
                progress.readInTx(now)
                        .partitions()
                        .stream()
                        .filter(one -> one.topic().equals(topic) && one.partition() == partition)
                        .findFirst()
                        .orElseThrow(() -> new MissingPageException(
                                "There is no position of " + topic + "-" + partition + ".")),
                formKeys()));
        return new ModelAndView("partition", "page", page);
    }

    private static Map<String, String> formKeys() {
        return Stream
                .concat(Arrays.stream(ActionKind.values()).map(ActionKind::name),
                        Stream.of("TOPIC_PAUSE", "TOPIC_RESUME"))
                .collect(Collectors.toMap(Function.identity(), _ -> UUID.randomUUID().toString()));
    }

    @PostMapping("/actions/positions")
    String place(PositionForm form, HttpServletRequest request, Principal operator) {
        ActionRights.require(request, form.does(), false);
        long id = desk.place(new Asked(Objects.requireNonNullElse(form.formKey(), ""), form.order(),
                Objects.requireNonNullElse(form.why(), "").strip(), null, null), operator.getName());
        return "redirect:/actions/" + id;
    }
}
