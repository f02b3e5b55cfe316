package dev.accountrisk.cli;

import dev.accountrisk.cli.job.JobContext;
import java.util.Arrays;
import org.springframework.beans.BeanUtils;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Creates commands: one that has work to do gets the context that it runs in through its constructor. */
final class CommandFactory implements IFactory {
    private final IFactory others = CommandLine.defaultFactory();
    private final JobContext jobs;

    CommandFactory(JobContext jobs) {
        this.jobs = jobs;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        boolean takesContext = Arrays.stream(type.getDeclaredConstructors())
                .anyMatch(constructor -> Arrays.equals(constructor.getParameterTypes(),
                        new Class<?>[]{JobContext.class}));
        return takesContext
                ? BeanUtils.instantiateClass(type.getDeclaredConstructor(JobContext.class), jobs)
                : others.create(type);
    }
}
