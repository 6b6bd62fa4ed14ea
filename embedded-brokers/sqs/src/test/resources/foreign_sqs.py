"""A client of SQS on boto3: publish URL QUEUE [GROUP], read URL QUEUE, or errors URL QUEUE."""
import sys

import boto3
from botocore.exceptions import ClientError

what, url, queue = sys.argv[1:4]
sqs = boto3.client(
    "sqs",
    endpoint_url=url,
    region_name="us-east-1",
    aws_access_key_id="parley",
    aws_secret_access_key="parley",
)
address = sqs.get_queue_url(QueueName=queue)["QueueUrl"]

def entries(*ids, body="x"):
    return [{"Id": each, "MessageBody": body} for each in ids]


def tell(name, call):
    try:
        answer = call()
        print(name, "accepted", len(answer.get("QueueUrls", [])))
    except ClientError as refused:
        print(name, refused.response["Error"]["Code"].rsplit(".", 1)[-1])


if what == "errors":
    send = lambda them: lambda: sqs.send_message_batch(QueueUrl=address, Entries=them)
    tell("eleven", send(entries(*map(str, range(11)))))
    tell("twice", send(entries("1", "1")))
    tell("nowhere", lambda: sqs.get_queue_url(QueueName="nowhere"))
    tell("receipt", lambda: sqs.delete_message(QueueUrl=address, ReceiptHandle="nonsense"))
    tell("attribute", lambda: sqs.set_queue_attributes(QueueUrl=address, Attributes={"Nonsense": "1"}))
    tell("other", lambda: sqs.create_queue(QueueName=queue, Attributes={"DelaySeconds": "5"}))
    tell("empty", send([]))
    tell("blank", send(entries("a b")))
    tell("long", send(entries("1", "2", body="x" * 600000)))
    tell("bounds", lambda: sqs.receive_message(QueueUrl=address, MaxNumberOfMessages=11))
    sqs.create_queue(QueueName=queue + "-2", Attributes={"MessageRetentionPeriod": "60"})
    tell("list", lambda: sqs.list_queues(QueueNamePrefix=queue, MaxResults=1))
    attributes = sqs.get_queue_attributes(QueueUrl=address, AttributeNames=["All"])["Attributes"]
    print("retention", attributes.get("MessageRetentionPeriod"))
elif what == "publish":
    group = {"MessageGroupId": sys.argv[4], "MessageDeduplicationId": "d-1"} if sys.argv[4:] else {}
    sqs.send_message(
        QueueUrl=address,
        MessageBody="зелёный чай <&> \r\n\t😀",
        MessageAttributes={
            "binary": {"DataType": "Binary", "BinaryValue": bytes([0, 255, 10])},
            "number": {"DataType": "Number", "StringValue": "7.50"},
            "json": {"DataType": "String.json", "StringValue": "{}"},
            "plain": {"DataType": "Binary", "BinaryValue": b"text"},
            "trace": {"DataType": "String", "StringValue": "значение"},
        },
        **group,
    )
else:
    answer = sqs.receive_message(
        QueueUrl=address,
        AttributeNames=["All"],
        MessageAttributeNames=["All"],
        MaxNumberOfMessages=1,
        WaitTimeSeconds=5,
    )
    for message in answer.get("Messages", []):
        print("body", message["Body"].encode().hex())
        for name, value in sorted(message.get("MessageAttributes", {}).items()):
            octets = value.get("BinaryValue", value.get("StringValue", "").encode())
            print("header", name, value["DataType"], octets.hex())
        if "MessageGroupId" in message["Attributes"]:
            print("group", message["Attributes"]["MessageGroupId"])
        sqs.delete_message(QueueUrl=address, ReceiptHandle=message["ReceiptHandle"])
