package dev.parley.brokers.kafka;

import dev.parley.brokers.BrokerException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two sockets of a node, bound before the node is made: its ports are known without a race, and
 * a port in use is noticed at once.
 */
final class ListenPorts implements ServerSocketFactory, AutoCloseable {
  static final String CLIENTS = "PLAINTEXT";
  static final String CONTROLLER = "CONTROLLER";
  private static final String HOST = "127.0.0.1";

  private final ServerSocketChannel clients;
  private final ServerSocketChannel controller;
  private final int clientsPort;
  private final int controllerPort;

  private ListenPorts(ServerSocketChannel clients, ServerSocketChannel controller) {
    this.clients = clients;
    this.controller = controller;
    this.clientsPort = clients.socket().getLocalPort();
    this.controllerPort = controller.socket().getLocalPort();
  }

  /**
   * @param port for clients; 0 for any that is free
   * @throws BrokerException if the port is in use
   */
  static ListenPorts bind(int port) throws IOException {
    return bind(port, 0, "another --port, or none for any that is free");
  }

  /**
   * The same ports once more, after these were closed: clients and the other nodes know them.
   *
   * @throws BrokerException if somebody has taken one meanwhile
   */
  ListenPorts again() throws IOException {
    return bind(clientsPort, controllerPort, "end what took it, then restart the node");
  }

  private static ListenPorts bind(int clientsPort, int controllerPort, String hint)
      throws IOException {
    ServerSocketChannel clients = open(clientsPort, hint);
    try {
      return new ListenPorts(clients, open(controllerPort, hint));
    } catch (IOException | BrokerException failed) {
      clients.close();
      throw failed;
    }
  }

  private static ServerSocketChannel open(int port, String hint) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      // The loopback address of IPv4, without asking a resolver.
      channel.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return channel;
    } catch (BindException inUse) {
      channel.close();
      throw new BrokerException("port " + port + " is in use", hint, inUse);
    }
  }

  String endpoint() {
    return HOST + ":" + clientsPort;
  }

  String controllerEndpoint() {
    return HOST + ":" + controllerPort;
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBufferBytes)
      throws IOException {
    ServerSocketChannel channel = listener.equals(CONTROLLER) ? controller : clients;
    channel.configureBlocking(false);
    return channel;
  }

  /** Closes them where no node has done it. */
  @Override
  public void close() throws IOException {
    clients.close();
    controller.close();
  }
}
