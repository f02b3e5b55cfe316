package dev.accountrisk.app.actions;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Beans that are created when the first of them is asked for, beside the worker's, and given up after a while without use. */
final class LateContext implements AutoCloseable {
    private final ConfigurableApplicationContext worker;
    private final Class<?> configuration;
    private @Nullable AnnotationConfigApplicationContext opened;

    /**
     * Creates nothing yet.
     *
     * @param worker whose beans they use
     */
    LateContext(ConfigurableApplicationContext worker, Class<?> configuration) {
        this.worker = worker;
        this.configuration = configuration;
    }

    synchronized <T> T bean(Class<T> type) {
        AnnotationConfigApplicationContext context = opened;
        if (context == null) {
            context = new AnnotationConfigApplicationContext();
            context.setId(configuration.getSimpleName());
            context.setEnvironment(worker.getEnvironment());
            context.setParent(worker);
            context.register(configuration);
            context.refresh();
            opened = context;
        }
        return context.getBean(type);
    }

    synchronized boolean isOpen() {
        return opened != null;
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }
}
