#!/usr/bin/env bash
# Tries the worker in the cluster of the current kubeconfig, compares every row, the journal and the events with an independent
# model, and removes everything. Prints one line a step. Ends with 0 if every step passed, else with 1 at the first that did not;
# then everything in the cluster stays as it is, to look at.
#
#   SERVERS=192.0.2.10 deploy/kubernetes/acceptance.sh local        acceptance/local.sh: installs an earlier release, upgrades it
#                                                                   under load, scales, deletes, drains, crashes the node, runs the jobs
#   SERVERS=192.0.2.10 deploy/kubernetes/acceptance.sh production   acceptance/production.sh: the overlay with TLS, passwords and
#                                                                   rights; every password and certificate changes under load
#   deploy/kubernetes/acceptance.sh fetch                           only downloads the servers' programs, for a run without a way out
#
# SERVERS         an IP address of this machine that pods reach. The script starts MySQL, Kafka and Redis as processes of this
#                 machine, which listen there and at loopback. They end with the script. It needs a Debian mirror, or the programs.
# MYSQL, KAFKA    only "local", and both or none: MySQL and Kafka that run already, as host:port, which hold nothing else; MYSQL_PORT,
#                 KAFKA_PORT and REDIS_PORT are then their ports at SERVERS, and Kafka must advertise that address. The script replaces
#                 the databases account_risk, account_risk_shadow and account_risk_replaced, the users account_risk_*, the four topics
# MYSQL_USER, MYSQL_PASSWORD            who may create databases and users there: root, without a password
# IMAGE, EARLIER_IMAGE                  images that the nodes have or can pull: name:tag for "local", name@sha256:digest for "production"
# EARLIER                               the commit whose manifests and grants belong to EARLIER_IMAGE
# CRASH                                 only "local": a command that kills the node's processes, pods too, and starts them again
# SIZES=yes                             also records what every container uses, in target/acceptance/sizes; with "production" two workers
#                                       apply a backlog besides, and their lag is in target/acceptance/lag.csv
# CLASS_PATH                            of the compiled tests; Maven finds it otherwise (mvn test-compile first)
#
# Needs bash, curl, kubectl, git, JDK 25, and a checkout with its history, whose tests are compiled. The namespaces that it makes must not exist.
set -uo pipefail
cd "$(dirname "$0")/../.."
mode=${1:-local}
[ "$mode" = fetch ] || : "${SERVERS:?an IP address of this machine that pods reach}"
[ "$mode" = fetch ] || [ -f "deploy/kubernetes/acceptance/$mode.sh" ] ||
    { echo "acceptance.sh local, acceptance.sh production, or acceptance.sh fetch" >&2; exit 1; }
EARLIER=${EARLIER:-3dbbdf6}
MYSQL_PORT=${MYSQL_PORT:-3306} KAFKA_PORT=${KAFKA_PORT:-9092} REDIS_PORT=${REDIS_PORT:-6379}

work=target/acceptance
log=$work/log
kube="kubectl --namespace account-risk"
worker=deployment/account-risk-worker
workers=app.kubernetes.io/name=account-risk-worker,app.kubernetes.io/component=worker
job=deploy/kubernetes/job.sh
load= sampler=
rm -rf "$work"
mkdir -p "$work/earlier"
echo '<configuration/>' > "$work/logback.xml" # no log: standard output is for answers
if [ -z "${CLASS_PATH:-}" ]; then
    mvn -B -ntp -q dependency:build-classpath -Dmdep.outputFile="$work/class-path" -Dmdep.includeScope=test || exit 1
    CLASS_PATH=target/test-classes:target/classes:$(cat "$work/class-path")
fi

java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1
    -Dlogback.configurationFile="$work/logback.xml" -cp "$CLASS_PATH"
    dev.accountrisk.cluster.ClusterAcceptance)
servers() { "${java[@]}" "$@"; }
[ "$mode" != fetch ] || { servers fetch && exit; exit 1; }
kubectl get --raw /readyz > /dev/null || { echo "no cluster answers at the current kubeconfig" >&2; exit 1; }
sql() { servers sql "$1"; }

# step TEXT COMMAND...: runs the command, and says in one line how it went
step() {
    local text=$1 start=$SECONDS
    shift
    echo "== $text" | tee -a "$work/sizes" >> "$log"
    if "$@" >> "$log" 2>&1; then
        printf 'ok      %4d s  %s\n' $((SECONDS - start)) "$text"
    else
        printf 'FAILED  %4d s  %s\n' $((SECONDS - start)) "$text"
        tail -n 15 "$log" | cut -c1-500
        echo "the whole output is in $log"
        exit 1
    fi
}
trap end EXIT # servers of its own end with their standard input

# sample: processor seconds and bytes of every container, as the kubelets say
sample() {
    local node
    while sleep 5; do
        for node in $(kubectl get nodes --output 'jsonpath={.items[*].metadata.name}'); do
            kubectl get --raw "/api/v1/nodes/$node/proxy/metrics/resource" | grep '^container_.*namespace="account-risk"' |
                sed "s/^/$SECONDS /"
        done
    done
}
end() {
    end_load
    [ -z "$sampler" ] || kill "$sampler"
}

# start_servers plain|secure: servers of its own, and says where they are
start_servers() {
    coproc OWN { exec "${java[@]}" serve "$SERVERS" "$1" "$work/servers" 2>> "$log"; }
    # a line of its own: the shell forgets the coprocess's descriptors when it ends
    exec {orders}>&"${OWN[1]}" {answers}<&"${OWN[0]}"
    answered && . "$work/servers/servers.env" && export MYSQL KAFKA
}
# order WORDS...: the servers of its own do this
order() { echo "$*" >&"$orders" && answered; }
answered() {
    local answer
    read -r -t 300 -u "$answers" answer || answer="the servers say nothing"
    [ "$answer" = done ] || { echo "$answer"; return 1; }
}

begin_load() {
    "${java[@]}" send >> "$work/load.log" 2>&1 &
    load=$!
}
end_load() {
    [ -z "$load" ] || kill "$load" 2> /dev/null
    load=
}
# until_true SECONDS COMMAND...
until_true() {
    local end=$((SECONDS + $1))
    shift
    until "$@" > /dev/null 2>&1; do
        [ $SECONDS -lt $end ] || { echo "not within the time: $*"; return 1; }
        sleep 1
    done
}

# backing NAMESPACE/SERVICE:PORT:TARGET...: services that lead to the servers
backing() {
    local service namespace name port target
    for service; do
        IFS=/: read -r namespace name port target <<< "$service"
        cat <<K
---
apiVersion: v1
kind: Namespace
metadata: {name: $namespace}
---
apiVersion: v1
kind: Service
metadata: {name: $name, namespace: $namespace}
spec: {ports: [{port: $port, targetPort: $target}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: $name, namespace: $namespace, labels: {kubernetes.io/service-name: $name}}
addressType: IPv4
endpoints: [{addresses: ["$SERVERS"]}]
ports: [{port: $target}]
K
    done
}
# none_of NAMESPACE...
none_of() {
    ! kubectl get namespace "$@" --ignore-not-found --output name | grep . || { echo "these namespaces are there already"; return 1; }
}

apply() { kubectl apply -k "$work/$1"; }
rolled() { $kube rollout status "$worker" --timeout=300s; }
generation() { $kube get "$worker" --output 'jsonpath={.metadata.generation}'; }
pods() { $kube get pods --selector "$workers" --field-selector status.phase=Running --output name; }
containers() { $kube get pods --selector "$workers" --output 'jsonpath={.items[*].status.containerStatuses[0].containerID}'; }
# logged TEXT: by every worker
logged() {
    local pod all
    all=$(pods) && [ -n "$all" ] || return 1
    for pod in $all; do
        grep -q -- "$1" <($kube logs "$pod") || return 1
    done
}

migrate() { $job migrate && servers grant deploy/mysql && rolled; }
scale() { $kube scale "$worker" --replicas="$1" && rolled && until_true 120 has_pods "$1"; }
has_pods() { [ "$(pods | wc -l)" = "$1" ]; }
delete_by_force() { $kube delete "$(pods | head -n 1)" --grace-period=0 --force && rolled; }
change_policy() {
    # the same policy in other words: the model need not know when the change arrived
    printf 'half-life: 168h\ncap: 1000\nlevels: {MEDIUM: 30, HIGH: 60, CRITICAL: 85}\n' > "$work/risk-policy.yaml"
    $kube create configmap account-risk-policy --from-file="$work/risk-policy.yaml" --dry-run=client --output yaml |
        kubectl apply -f - && until_true 240 logged 'the risk policy is now' && rolled
}
run_cron_job() {
    $kube create job account-risk-nightly --from=cronjob/account-risk-reconcile &&
        $kube wait --for=condition=complete job/account-risk-nightly --timeout=300s
}
drained() { servers drained; }
verify() { servers verify; }
release() {
    servers command acceptance '{"commandId":"acceptance-1","accountUuid":"acceptance","type":"CREDIT","amount":"-5"}' || return 1
    until_true 60 parked
    printf '{"commandId":"acceptance-1","accountUuid":"acceptance","type":"CREDIT","amount":"5"}' > "$work/corrected.json"
    $job redrive list --account acceptance &&
        $job redrive release --id "$(parked)" --value "$work/corrected.json" --why acceptance &&
        [ "$(sql "SELECT balance = 5 FROM account_balance WHERE account_uuid = 'acceptance'")" = 1 ]
}
parked() { sql "SELECT id FROM parked_record WHERE account_uuid = 'acceptance'" | grep .; }

if [ -n "${SIZES:-}" ]; then
    sample >> "$work/sizes" 2> /dev/null &
    sampler=$!
fi
. "deploy/kubernetes/acceptance/$mode.sh"
