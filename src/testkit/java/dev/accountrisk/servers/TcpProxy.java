package dev.accountrisk.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A way to a server on which a test can lose, hold, delay and cut what passes. It listens on loopback, on a port of its
 * own, and connects to the target anew for each connection it takes.
 */
public final class TcpProxy implements AutoCloseable {

    /** Looks at one chunk that a client sent; a small request is one chunk. */
    @FunctionalInterface
    public interface ClientPacket {
        boolean matches(byte[] bytes, int length);
    }

    private final ServerSocket listener;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private boolean holds;
    private Duration delay = Duration.ZERO;
    private @Nullable Cut nextCut;
    private volatile Target target;

    private TcpProxy(Target target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    public static TcpProxy to(ManagedServer server) {
        return to(server.host(), server.port());
    }

    public static TcpProxy to(String host, int port) {
        return at(InetAddress.getLoopbackAddress(), host, port);
    }

    /** The same for clients that come from elsewhere: it listens on that address of this machine. */
    public static TcpProxy at(InetAddress address, String host, int port) {
        try {
            var proxy = new TcpProxy(new Target(host, port), new ServerSocket(0, 0, address));
            Thread.ofVirtual().name("proxy-accept").start(proxy::acceptAll);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return Ports.HOST;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Lets everything pass again: it forwards held bytes and forgets a pending cut. */
    public synchronized void pass() {
        holds = false;
        delay = Duration.ZERO;
        nextCut = null;
        notifyAll();
    }

    /** Nothing arrives any more, on either side, and no connection ends, as when a network fails silently. */
    public synchronized void blackhole() {
        holds = true;
    }

    /** Every chunk is late by that much, in both directions. */
    public synchronized void delay(Duration each) {
        delay = each;
    }

    /** Ends every connection there is with a reset; new ones are welcome. */
    public void resetAll() {
        connections.forEach(ProxiedConnection::reset);
    }

    /** The next such packet reaches the server, and the server's answer to it is lost: the connection is reset instead. */
    public synchronized void loseAnswerTo(ClientPacket packet) {
        nextCut = new Cut(packet, true);
    }

    /** The next such packet never reaches the server: the connection is reset on both sides. */
    public synchronized void lose(ClientPacket packet) {
        nextCut = new Cut(packet, false);
    }

    /** New connections lead to another server, as when a name gets another address. Those there are stay where they are. */
    public void moveTo(ManagedServer server) {
        target = new Target(server.host(), server.port());
    }

    /** How many packets or answers have been lost on request. */
    public int cuts() {
        return cuts.get();
    }

    public int openConnections() {
        return connections.size();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pass();
        resetAll();
    }

    /** The cut that this packet asks for, which is then used up. */
    synchronized @Nullable Cut takeCut(byte[] bytes, int length) {
        Cut cut = nextCut;
        if (cut == null || !cut.packet().matches(bytes, length)) {
            return null;
        }
        nextCut = null;
        return cut;
    }

    void countCut() {
        cuts.incrementAndGet();
    }

    void forget(ProxiedConnection connection) {
        connections.remove(connection);
    }

    /** Keeps a chunk back for as long as the network is slow or gone. */
    void passTime() throws InterruptedException {
        Duration wait;
        synchronized (this) {
            wait = delay;
        }
        if (wait.isPositive()) {
            Thread.sleep(wait);
        }
        synchronized (this) {
            while (holds) {
                wait();
            }
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().name("proxy-connect").start(() -> connect(client));
            } catch (IOException e) {
                // the listener was closed, or one connection ended while it began
            }
        }
    }

    private void connect(Socket client) {
        try {
            passTime();
            Target current = target;
            var connection = new ProxiedConnection(this, client, new Socket(current.host(), current.port()));
            connections.add(connection);
            connection.start();
            if (listener.isClosed()) {
                connection.reset();
            }
        } catch (IOException e) {
            ProxiedConnection.resetQuietly(client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ProxiedConnection.resetQuietly(client);
        }
    }

    private record Target(String host, int port) {}

    /** What is to be lost: the packet itself, or the answer to it. */
    record Cut(ClientPacket packet, boolean reachesServer) {}
}
