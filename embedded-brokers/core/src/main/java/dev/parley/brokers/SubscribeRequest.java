package dev.parley.brokers;

import java.time.Duration;
import java.util.Optional;

/**
 * @param name of the subscription, as the user sees it; where the system has groups and no {@code
 *     group} is set, also the group's name
 * @param delay how long each message is worked on before the next one is taken
 * @param settings {@link Verb#SUBSCRIBE} options of the system
 */
public record SubscribeRequest(
    Address address, String name, Optional<Duration> delay, Settings settings) {}
