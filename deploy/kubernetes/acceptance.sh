#!/usr/bin/env bash
# Tries the worker in the cluster of the current kubeconfig: installs an earlier release, upgrades it under load, scales, deletes,
# drains, changes a setting, a password and the policy, runs the jobs, goes back and forward again, compares every row, the journal
# and the events with an independent model, and removes everything. Prints one line a step. Ends with 0 if every step passed, else
# with 1 at the first that did not; then everything stays as it is, to look at.
#
#   SERVERS=192.0.2.10 IMAGE=account-risk-worker:local EARLIER_IMAGE=account-risk-worker:earlier deploy/kubernetes/acceptance.sh
#
# SERVERS         the IP address at which pods and this script reach MySQL, Kafka and Redis, which hold nothing else. Kafka must
#                 advertise this address. The script replaces the databases account_risk, account_risk_shadow and
#                 account_risk_replaced, the users account_risk_*, and the four topics.
# MYSQL_PORT, KAFKA_PORT, REDIS_PORT    3306, 9092 and 6379
# MYSQL_USER, MYSQL_PASSWORD            who may create databases and users: root, without a password
# IMAGE, EARLIER_IMAGE                  images that the nodes have or can pull
# EARLIER                               the commit whose manifests and grants belong to EARLIER_IMAGE
# CLASS_PATH                            of the compiled tests; Maven finds it otherwise (mvn test-compile first)
#
# Needs bash, kubectl, git, JDK 25, and a checkout with its history. The namespaces account-risk and backing must not exist.
set -uo pipefail
cd "$(dirname "$0")/../.."
: "${SERVERS:?the IP address of MySQL, Kafka and Redis}"
IMAGE=${IMAGE:-account-risk-worker:local}
EARLIER_IMAGE=${EARLIER_IMAGE:-account-risk-worker:earlier}
EARLIER=${EARLIER:-3dbbdf6}
MYSQL_PORT=${MYSQL_PORT:-3306} KAFKA_PORT=${KAFKA_PORT:-9092} REDIS_PORT=${REDIS_PORT:-6379}
export MYSQL=$SERVERS:$MYSQL_PORT KAFKA=$SERVERS:$KAFKA_PORT

work=target/acceptance
log=$work/log
kube="kubectl --namespace account-risk"
worker=deployment/account-risk-worker
workers=app.kubernetes.io/name=account-risk-worker,app.kubernetes.io/component=worker
job=deploy/kubernetes/job.sh
load=
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
sql() { servers sql "$1"; }

# step TEXT COMMAND...: runs the command, and says in one line how it went
step() {
    local text=$1 start=$SECONDS
    shift
    echo "== $text" >> "$log"
    if "$@" >> "$log" 2>&1; then
        printf 'ok      %4d s  %s\n' $((SECONDS - start)) "$text"
    else
        printf 'FAILED  %4d s  %s\n' $((SECONDS - start)) "$text"
        tail -n 15 "$log" | cut -c1-500
        echo "the whole output is in $log"
        exit 1
    fi
}
trap 'end_load' EXIT

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

# overlay NAME now|earlier IMAGE [VALUE]: the local overlay with an image, for servers that are outside the cluster
overlay() {
    local up=../../..
    [ "$2" = now ] || up=../earlier
    mkdir -p "$work/$1"
    cat > "$work/$1/kustomization.yaml" <<K
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - $up/deploy/kubernetes/overlays/local
images:
  - {name: account-risk-worker, newName: ${3%:*}, newTag: "${3##*:}"}
configMapGenerator:
  - name: account-risk-settings
    namespace: account-risk
    behavior: merge
    literals: ["ACCEPTANCE=${4:-first}"]
secretGenerator:
  - name: account-risk-worker
    namespace: account-risk
    behavior: merge
    literals: [spring.datasource.password=${password:-local}]
    options: {disableNameSuffixHash: true}
patches:
  # Only the name of a namespace is in the overlay's rules, and these servers are in none.
  - target: {kind: NetworkPolicy, name: account-risk-worker}
    patch: |-
      - op: add
        path: /spec/egress/-
        value: {to: [{ipBlock: {cidr: $SERVERS/32}}]}
K
}
backing() {
    local service name port
    printf 'apiVersion: v1\nkind: Namespace\nmetadata: {name: backing}\n'
    for service in mysql:3306:$MYSQL_PORT kafka:9093:$KAFKA_PORT redis:6379:$REDIS_PORT; do
        IFS=: read -r name port target <<< "$service"
        cat <<K
---
apiVersion: v1
kind: Service
metadata: {name: $name, namespace: backing}
spec: {ports: [{port: $port, targetPort: $target}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: $name, namespace: backing, labels: {kubernetes.io/service-name: $name}}
addressType: IPv4
endpoints: [{addresses: ["$SERVERS"]}]
ports: [{port: $target}]
K
    done
}

apply() { kubectl apply -k "$work/$1"; }
rolled() { $kube rollout status "$worker" --timeout=300s; }
generation() { $kube get "$worker" --output 'jsonpath={.metadata.generation}'; }
pods() { $kube get pods --selector "$workers" --field-selector status.phase=Running --output name; }
logged() { grep -q -- "$1" <($kube logs --selector "$workers" --tail=-1 --max-log-requests=20); }

fresh() {
    ! kubectl get namespace account-risk backing --ignore-not-found --output name | grep . || { echo "the namespaces are there already"; return 1; }
    servers prepare && backing | kubectl apply -f -
}
install_earlier() {
    git archive "$EARLIER" deploy | tar -x -C "$work/earlier"
    overlay was earlier "$EARLIER_IMAGE"
    apply was && $kube wait --for=condition=complete job/account-risk-migration --timeout=300s &&
        servers grant "$work/earlier/deploy/mysql" && rolled
}
apply_new() {
    overlay is now "$IMAGE"
    # the earlier release had a Job by this name, whose template cannot change
    $kube delete job account-risk-migration --ignore-not-found && apply is && until_true 120 logged 'version [0-9]* is needed'
}
migrate() { $job migrate && servers grant deploy/mysql && rolled; }
apply_again() {
    local before
    before=$(generation)
    apply is && rolled && [ "$(generation)" = "$before" ] && $job migrate
}
change_setting() {
    local before
    before=$(generation)
    overlay is now "$IMAGE" second
    apply is && rolled && [ "$(generation)" != "$before" ]
}
scale() { $kube scale "$worker" --replicas="$1" && rolled && until_true 120 has_pods "$1"; }
has_pods() { [ "$(pods | wc -l)" = "$1" ]; }
delete_by_force() { $kube delete "$(pods | head -n 1)" --grace-period=0 --force && rolled; }
drain() {
    local node
    node=$($kube get pods --selector "$workers" --output 'jsonpath={.items[0].spec.nodeName}')
    kubectl drain "$node" --pod-selector="$workers" --ignore-daemonsets --delete-emptydir-data --timeout=180s
    local code=$?
    kubectl uncordon "$node" && rolled && return $code
}
change_password() {
    sql "ALTER USER 'account_risk_worker'@'%' IDENTIFIED BY 'changed' RETAIN CURRENT PASSWORD" || return 1
    local before
    before=$(generation)
    password=changed
    overlay is now "$IMAGE" second
    apply is && until_true 240 logged 'password has changed' &&
        sql "ALTER USER 'account_risk_worker'@'%' DISCARD OLD PASSWORD" && [ "$(generation)" = "$before" ]
}
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
indexed_backfill() {
    mkdir -p "$work/backfill"
    cat > "$work/backfill/kustomization.yaml" <<K
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: account-risk
resources: [../is]
components: [../../../deploy/kubernetes/components/backfill]
images:
  - {name: account-risk-worker, newName: ${IMAGE%:*}, newTag: "${IMAGE##*:}"}
K
    apply backfill && $kube wait --for=condition=complete job/account-risk-backfill --timeout=420s &&
        $kube delete job account-risk-backfill
}
drained() { servers drained; }
back() {
    overlay is now "$EARLIER_IMAGE" second
    apply is && rolled && begin_load && sleep 10 && end_load && drained
}
forward() {
    overlay is now "$IMAGE" second
    apply is && rolled && begin_load && sleep 10 && end_load && drained
}
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
remove() {
    kubectl delete -k "$work/is" --timeout=180s && kubectl delete namespace backing --timeout=60s && servers remove
}

step "new databases, users and topics; services that lead to the servers" fresh
step "install the earlier release ($EARLIER): migrate, grant, ready" install_earlier
begin_load
step "upgrade under load: new workers wait for the schema, and name its version" apply_new
step "migrate by Job, grant: the new workers are ready and the old ones gone" migrate
step "apply and migrate again without a change: nothing happens" apply_again
step "change a setting: the workers roll" change_setting
step "scale from 1 to 3" scale 3
step "delete a pod by force" delete_by_force
step "scale from 3 to 1" scale 1
step "drain the node, and let pods in again" drain
step "change the database password without a restart" change_password
step "change the risk policy without a restart" change_policy
step "run the CronJob of the reconciliation" run_cron_job
step "job.sh redrive list" $job redrive list
step "job.sh positions list" $job positions list
step "job.sh reconcile" $job reconcile
step "job.sh backfill --mode verify" $job backfill --mode verify
step "run the indexed backfill" indexed_backfill
end_load
step "everything is applied and has left" drained
step "go back to the earlier image, and apply more" back
step "go forward again, and apply more" forward
step "compare rows, journal, events and parked records with the model" verify
tail -n 1 "$log"
step "read a parked record and release it with a corrected value" release
step "remove everything" remove
