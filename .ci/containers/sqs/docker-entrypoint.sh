#!/bin/bash
# In place of LocalStack's entry point: SQS alone (ElasticMQ) on 4566, then the line that the
# container's wait strategy looks for.
/opt/jre/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx192m -cp '/opt/sqs/libs/*' -Dconfig.file=/opt/sqs/elasticmq.conf org.elasticmq.server.Main &
until (exec 3<>/dev/tcp/127.0.0.1/4566) 2>/dev/null; do sleep .1; done
echo Ready.
wait
