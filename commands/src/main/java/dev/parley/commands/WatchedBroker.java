package dev.parley.commands;

import dev.parley.brokers.Broker;
import dev.parley.brokers.BrokerException;
import dev.parley.brokers.Message;
import dev.parley.brokers.Publisher;
import dev.parley.brokers.Receipt;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client that tells of every call whether the system answered. Otherwise it is the client. */
final class WatchedBroker implements InvocationHandler {
  /** What cannot be done without an answer of the system. */
  private static final Set<String> ASKS =
      Set.of("validate", "list", "describe", "exists", "create", "delete", "pull", "request");

  private final Broker broker;
  private final Watch watch;

  private WatchedBroker(Broker broker, Watch watch) {
    this.broker = broker;
    this.watch = watch;
  }

  /** Told how calls end. */
  interface Watch {
    void worked();

    void failed(BrokerException failure);
  }

  static Broker of(Broker broker, Watch watch) {
    // By hand this would be twenty methods that differ in nothing but their names.
    return (Broker)
        Proxy.newProxyInstance(
            WatchedBroker.class.getClassLoader(),
            new Class<?>[] {Broker.class},
            new WatchedBroker(broker, watch));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    try {
      Object result = method.invoke(broker, arguments);
      if (ASKS.contains(method.getName())) {
        watch.worked();
      }
      return result instanceof Publisher publisher ? new Watched(publisher, watch) : result;
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof BrokerException failure) {
        watch.failed(failure);
        throw again(failure);
      }
      throw thrown.getCause();
    }
  }

  /** Nobody can start here what runs elsewhere. */
  private static BrokerException again(BrokerException failure) {
    return failure.isUnreachable()
        ? BrokerException.unreachable(
            String.valueOf(failure.getMessage()), "the next command tries again", failure)
        : failure;
  }

  private Object ofObject(Object proxy, Method method, @Nullable Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> broker.toString();
    };
  }

  /** What is sent is answered later, and elsewhere. */
  private record Watched(Publisher publisher, Watch watch) implements Publisher {
    @Override
    public void send(Message message, Outcome outcome) throws InterruptedException {
      try {
        publisher.send(
            message,
            receipt -> {
              if (receipt instanceof Receipt.Refused refused) {
                watch.failed(refused.failure());
                outcome.done(new Receipt.Refused(again(refused.failure())));
              } else {
                watch.worked();
                outcome.done(receipt);
              }
            });
      } catch (BrokerException failure) {
        watch.failed(failure);
        throw again(failure);
      }
    }

    @Override
    public Map<String, Long> changes() {
      return publisher.changes();
    }

    @Override
    public void flush() throws InterruptedException {
      publisher.flush();
    }

    @Override
    public void commit() throws InterruptedException {
      publisher.commit();
    }

    @Override
    public void abort() throws InterruptedException {
      publisher.abort();
    }

    @Override
    public void close() {
      publisher.close();
    }
  }
}
