package dev.accountrisk.ingest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.springframework.kafka.core.ConsumerPostProcessor;

/**
 * Lets a poll come back empty that fails because a partition has no offset yet. The consumer of the KIP-848 protocol looks for
 * committed offsets in the background and may find none before the listener was told of the partition; the listener, told by the
 * next poll, sets every partition to its position. The container would take the failure for final.
 */
final class PollBeforeSeek implements ConsumerPostProcessor<byte[], byte[]> {
    @Override
    public Consumer<byte[], byte[]> apply(Consumer<byte[], byte[]> consumer) {
        @SuppressWarnings("unchecked")
        Consumer<byte[], byte[]> tolerant = (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[]{Consumer.class}, (proxy, method, arguments) -> invoke(consumer, method, arguments));
        return tolerant;
    }

    private static Object invoke(Consumer<?, ?> consumer, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(consumer, arguments);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof NoOffsetForPartitionException && method.getName().equals("poll")) {
                return ConsumerRecords.empty();
            }
            throw failure.getCause();
        }
    }
}
