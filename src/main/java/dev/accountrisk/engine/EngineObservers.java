package dev.accountrisk.engine;

import dev.accountrisk.engine.record.Source;
import java.util.List;

/** Passes everything on to several observers. */
final class EngineObservers implements EngineObserver {
    private final List<EngineObserver> observers;

    EngineObservers(List<EngineObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    @Override
    public void stepped(EngineStep step, long nanos) {
        for (EngineObserver observer : observers) {
            observer.stepped(step, nanos);
        }
    }

    @Override
    public void finished(int records, long nanos) {
        for (EngineObserver observer : observers) {
            observer.finished(records, nanos);
        }
    }

    @Override
    public void rerun(String cause) {
        for (EngineObserver observer : observers) {
            observer.rerun(cause);
        }
    }

    @Override
    public void split() {
        for (EngineObserver observer : observers) {
            observer.split();
        }
    }

    @Override
    public void fenced() {
        for (EngineObserver observer : observers) {
            observer.fenced();
        }
    }

    @Override
    public void committed(Source source, int records, SliceStep.Plan plan) {
        for (EngineObserver observer : observers) {
            observer.committed(source, records, plan);
        }
    }

    @Override
    public void failed(Source source, int records, SliceStep.Plan plan, Failure failure) {
        for (EngineObserver observer : observers) {
            observer.failed(source, records, plan, failure);
        }
    }
}
