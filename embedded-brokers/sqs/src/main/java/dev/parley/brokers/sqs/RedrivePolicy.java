package dev.parley.brokers.sqs;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * When a message has failed, and where it goes then.
 *
 * @param arn of the queue that takes failed messages
 */
record RedrivePolicy(String arn, int maxReceives) {
  private static final Pattern ARN =
      Pattern.compile("\"deadLetterTargetArn\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern RECEIVES =
      Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d{1,9})\"?");

  static Optional<RedrivePolicy> of(Map<QueueAttributeName, String> attributes) {
    return Optional.ofNullable(attributes.get(QueueAttributeName.REDRIVE_POLICY))
        .flatMap(RedrivePolicy::parse);
  }

  static Optional<RedrivePolicy> parse(String json) {
    Matcher arn = ARN.matcher(json);
    Matcher receives = RECEIVES.matcher(json);
    return arn.find() && receives.find()
        ? Optional.of(new RedrivePolicy(arn.group(1), Integer.parseInt(receives.group(1))))
        : Optional.empty();
  }

  String json() {
    return "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"" + maxReceives + "\"}";
  }

  String queue() {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
