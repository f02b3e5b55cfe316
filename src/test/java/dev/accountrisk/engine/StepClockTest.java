package dev.accountrisk.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StepClockTest {
    @Test
    void aStepBeginsWhereTheOneBeforeItEnded() {
        List<String> steps = new ArrayList<>();
        AtomicLong nanos = new AtomicLong(100);
        StepClock clock = new StepClock(new EngineObserver() {
            @Override
            public void stepped(EngineStep step, long took) {
                steps.add(step + " " + took);
            }
        }, nanos::get);
        clock.start();
        nanos.set(107);
        clock.done(EngineStep.PLAN);
        nanos.set(110);
        clock.done(EngineStep.LOCK);
        nanos.set(1_000);
        clock.start();
        nanos.set(1_001);
        clock.done(EngineStep.FENCE);

        assertThat(steps).containsExactly("PLAN 7", "LOCK 3", "FENCE 1");
    }
}
