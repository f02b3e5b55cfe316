package dev.accountrisk.servers;

import java.io.IOException;
import java.net.Socket;

/** One client's connection through a proxy: a pump in each direction, and the cut between them. */
final class ProxiedConnection {

    private static final int CHUNK_BYTES = 64 * 1024;

    private final TcpProxy proxy;
    private final Socket client;
    private final Socket server;
    private volatile boolean answerIsLost;

    ProxiedConnection(TcpProxy proxy, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        Thread.ofVirtual().name("proxy-up").start(() -> pump(client, server, this::beforeRequest));
        Thread.ofVirtual().name("proxy-down").start(() -> pump(server, client, (bytes, length) -> beforeAnswer()));
    }

    /** Without lingering: the peer sees a reset, not an end. */
    void reset() {
        proxy.forget(this);
        resetQuietly(client);
        resetQuietly(server);
    }

    static void resetQuietly(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // it is closed already, which is what was wanted
        }
        try {
            socket.close();
        } catch (IOException e) {
            // as above
        }
    }

    private void pump(Socket from, Socket to, Gate gate) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                proxy.passTime();
                if (!gate.opens(chunk, length)) {
                    return;
                }
                out.write(chunk, 0, length);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        } finally {
            if (from.isInputShutdown() || to.isClosed() || (client.isOutputShutdown() && server.isOutputShutdown())) {
                reset();
            }
        }
    }

    private boolean beforeRequest(byte[] bytes, int length) {
        TcpProxy.Cut cut = proxy.takeCut(bytes, length);
        if (cut == null) {
            return true;
        }
        if (cut.reachesServer()) {
            answerIsLost = true;
            return true;
        }
        loseHere();
        return false;
    }

    /** The answer is here, so the server has done what it was asked; nobody will hear of it. */
    private boolean beforeAnswer() {
        if (answerIsLost) {
            loseHere();
            return false;
        }
        return true;
    }

    private void loseHere() {
        // counted first: whoever sees the reset may ask for the count
        proxy.countCut();
        reset();
    }

    private interface Gate {
        boolean opens(byte[] bytes, int length);
    }
}
