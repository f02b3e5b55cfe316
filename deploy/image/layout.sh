#!/bin/sh
# Builds the content of the image from the jar: a small Java runtime, the worker's jars and two start-up caches.
#
#   layout.sh JAR DESTINATION        DESTINATION/java   the runtime, with only the modules that a Spring application needs
#                                    DESTINATION/app    account-risk-worker.jar, its lib/, java.options, job.options, and the caches
#                                                       account-risk-worker.aot and account-risk-jobs.aot
#
# JAVA_HOME names the JDK 25 that the runtime is made from. A cache fits only this runtime, these jars and this path, so
# DESTINATION must be the path that the worker will run from. Java ignores a cache that does not fit, and the worker starts slower.
set -eu
jar=$1
destination=$2
jdk=${JAVA_HOME:?names the JDK to take the runtime from}

modules=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
modules=$modules,java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.sql.rowset
modules=$modules,java.transaction.xa,java.xml,java.xml.crypto,jdk.crypto.ec,jdk.httpserver,jdk.jfr,jdk.management
modules=$modules,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs

mkdir -p "$destination"
"$jdk/bin/jlink" --add-modules "$modules" --strip-java-debug-attributes --no-header-files --no-man-pages \
    --output "$destination/java"
"$jdk/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$destination/app"
name=$(basename "$jar")
[ "$name" = account-risk-worker.jar ] || mv "$destination/app/$name" "$destination/app/account-risk-worker.jar"

# A training run creates what the worker creates before it connects, or uses what jobs use. It needs no server, only an address.
# Its output is dropped: a command's help and the log of a start.
cp "$(dirname "$0")/java.options" "$(dirname "$0")/job.options" "$destination/app/"
cd "$destination/app"
for what in worker jobs; do
    "$destination/java/bin/java" @java.options "-XX:AOTCacheOutput=account-risk-$what.aot" -XX:MaxRAM=1g \
        -cp account-risk-worker.jar dev.accountrisk.StartTraining "$what" \
        --management.server.port=0 --spring.datasource.url=jdbc:mysql://127.0.0.1:1/none > /dev/null
    test -s "account-risk-$what.aot"
done
