"""A client of AMQP on pika: publish URL QUEUE, or read URL QUEUE."""
import sys

import pika

what, url, queue = sys.argv[1:]
connection = pika.BlockingConnection(pika.URLParameters(url))
channel = connection.channel()


def octets(value):
    return (value if isinstance(value, bytes) else str(value).encode()).hex()


if what == "publish":
    channel.confirm_delivery()
    channel.basic_publish(
        exchange="",
        routing_key=queue,
        body=bytes([0, 255, 10, 128, 127]),
        mandatory=True,
        properties=pika.BasicProperties(
            content_type="application/octet-stream",
            correlation_id="c-1",
            reply_to="answers",
            delivery_mode=2,
            priority=3,
            headers={"binary": bytes([0, 255, 10]), "trace": "abc", "number": 7, "имя": "значение"},
        ),
    )
else:
    method, properties, body = channel.basic_get(queue, auto_ack=True)
    print("body", octets(body))
    for name, value in sorted(properties.headers.items()):
        print("header", name, octets(value))
    print("correlation-id", properties.correlation_id)
    print("content-type", properties.content_type)
    print("delivery-mode", properties.delivery_mode)
    print("left", channel.queue_declare(queue, passive=True).method.message_count)
connection.close()
