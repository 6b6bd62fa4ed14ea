"""A client of SQS on boto3: publish URL QUEUE [GROUP], or read URL QUEUE."""
import sys

import boto3

what, url, queue = sys.argv[1:4]
sqs = boto3.client(
    "sqs",
    endpoint_url=url,
    region_name="us-east-1",
    aws_access_key_id="parley",
    aws_secret_access_key="parley",
)
address = sqs.get_queue_url(QueueName=queue)["QueueUrl"]

if what == "publish":
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
