# The steps of "acceptance.sh local": overlays/local, one worker, servers without TLS.
IMAGE=${IMAGE:-account-risk-worker:local}
EARLIER_IMAGE=${EARLIER_IMAGE:-account-risk-worker:earlier}

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

fresh() {
    none_of account-risk backing || return 1
    [ -n "${MYSQL:-}" ] || start_servers plain || return 1
    export MYSQL KAFKA
    servers prepare &&
        backing "backing/mysql:3306:$MYSQL_PORT" "backing/kafka:9093:$KAFKA_PORT" "backing/redis:6379:$REDIS_PORT" |
            kubectl apply -f -
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
    $kube delete job account-risk-migration --ignore-not-found && apply is && until_true 120 waits_for_schema
}
waits_for_schema() { grep -q 'version [0-9]* is needed' <($kube logs --selector "$workers" --tail=-1); }
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
drain() {
    local node
    node=$($kube get pods --selector "$workers" --output 'jsonpath={.items[0].spec.nodeName}')
    kubectl drain "$node" --pod-selector="$workers" --ignore-daemonsets --delete-emptydir-data --timeout=180s
    local code=$?
    kubectl uncordon "$node" && rolled && return $code
}
crash() {
    local before
    before=$(containers)
    eval "$CRASH" && until_true 120 kubectl get --raw /readyz && until_true 180 other_containers "$before" && rolled
}
other_containers() { [ -n "$(containers)" ] && [ "$(containers)" != "$1" ]; }
change_password() {
    sql "ALTER USER 'account_risk_worker'@'%' IDENTIFIED BY 'changed' RETAIN CURRENT PASSWORD" || return 1
    local before
    before=$(generation)
    password=changed
    overlay is now "$IMAGE" second
    apply is && until_true 240 logged 'password has changed' &&
        sql "ALTER USER 'account_risk_worker'@'%' DISCARD OLD PASSWORD" && [ "$(generation)" = "$before" ]
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
back() {
    overlay is now "$EARLIER_IMAGE" second
    apply is && rolled && sleep 10
}
forward() {
    overlay is now "$IMAGE" second
    apply is && rolled
}
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
[ -z "${CRASH:-}" ] || step "the node crashes, and comes back" crash
step "change the database password without a restart" change_password
step "change the risk policy without a restart" change_policy
step "run the CronJob of the reconciliation" run_cron_job
step "job.sh redrive list" $job redrive list
step "job.sh positions list" $job positions list
step "job.sh reconcile" $job reconcile
step "job.sh backfill --mode verify" $job backfill --mode verify
step "run the indexed backfill" indexed_backfill
step "go back to the earlier image under load" back
step "go forward again under load" forward
end_load
step "everything is applied and has left" drained
step "compare rows, journal, events and parked records with the model" verify
tail -n 1 "$log"
step "read a parked record and release it with a corrected value" release
step "remove everything" remove
