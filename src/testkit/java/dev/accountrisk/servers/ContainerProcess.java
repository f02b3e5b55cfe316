package dev.accountrisk.servers;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** A server that is the first process of a container: what is done to it goes through the engine. */
class ContainerProcess implements ManagedServer {

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private final GenericContainer<?> container;
    private final int port;
    private final Callable<Boolean> answers;

    ContainerProcess(GenericContainer<?> container, int port, Callable<Boolean> answers) {
        this.container = container;
        this.port = port;
        this.answers = answers;
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public synchronized boolean isRunning() {
        return container.getContainerId() != null
                && Boolean.TRUE.equals(engine().inspectContainerCmd(containerId()).exec().getState().getRunning());
    }

    @Override
    public synchronized void start() {
        if (!isRunning()) {
            engine().startContainerCmd(containerId()).exec();
        }
        await(container.getDockerImageName() + " answers").atMost(START_TIMEOUT).ignoreExceptions().until(answers);
    }

    @Override
    public synchronized void kill() {
        if (isRunning()) {
            engine().killContainerCmd(containerId()).exec();
            await(container.getDockerImageName() + " is down").atMost(START_TIMEOUT)
                    .pollInSameThread() // it holds the lock that the look needs
                    .ignoreExceptions()
                    .until(() -> !isRunning());
        }
    }

    @Override
    public synchronized void stop() {
        if (isRunning()) {
            engine().stopContainerCmd(containerId()).exec();
            Eventually.await(container.getDockerImageName() + " is down", START_TIMEOUT, () -> !isRunning());
        }
    }

    @Override
    public synchronized void freeze() {
        engine().pauseContainerCmd(containerId()).exec();
    }

    @Override
    public synchronized void thaw() {
        engine().unpauseContainerCmd(containerId()).exec();
    }

    final String containerId() {
        return container.getContainerId();
    }

    private static DockerClient engine() {
        return DockerClientFactory.instance().client();
    }
}
