# The steps of "acceptance.sh production": overlays/production and the console, two workers, servers with TLS whose certificates an
# authority of this test signs, the users and rights of deploy/mysql, deploy/kafka and deploy/redis, images by digest.
IMAGE=${IMAGE:?the image by its digest, as name@sha256:...}
namespaces="account-risk mysql kafka redis"
port=18080 # of this machine, for the console

# overlay IMAGE [VALUE]: the production overlay with an image, for servers that are outside the cluster, and a cluster of two processors
overlay() {
    mkdir -p "$work/is"
    cat > "$work/is/kustomization.yaml" <<K
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: account-risk
resources: [../../../deploy/kubernetes/overlays/production]
components: [../../../deploy/kubernetes/components/console]
images:
  - {name: account-risk-worker, newName: ${1%@*}, digest: ${1#*@}}
configMapGenerator:
  - name: account-risk-settings
    namespace: account-risk
    behavior: merge
    literals: ["ACCEPTANCE=${2:-first}"]
patches:
  - target: {kind: Deployment, name: account-risk-worker}
    patch: |-
      - {op: replace, path: /spec/template/spec/containers/0/resources/requests/cpu, value: 200m}
  # Only names of namespaces are in the rules, and these servers are in none. This script reads metrics through the API server.
  - target: {kind: NetworkPolicy, name: account-risk-(worker|console)}
    patch: |-
      - op: add
        path: /spec/egress/-
        value: {to: [{ipBlock: {cidr: $SERVERS/32}}]}
      - op: add
        path: /spec/ingress/-
        value: {ports: [{protocol: TCP, port: 8081}]}
K
}
# secret NAME USER: of a process whose user in MySQL has that name
secret() {
    local dir=$work/secrets/$1
    mkdir -p "$dir"
    cp "$work/servers/truststore.p12" "$dir/truststore.p12"
    printf %s "$TRUST_STORE_PASSWORD" > "$dir/spring.ssl.bundle.jks.servers.truststore.password"
    printf %s "$2" > "$dir/spring.datasource.username"
    printf %s "${mysql_password:-local}" > "$dir/spring.datasource.password"
    case $1 in
        account-risk-worker | account-risk-jobs)
            printf '%s required username="%s" password="%s";' org.apache.kafka.common.security.scram.ScramLoginModule \
                "$SERVERS_USER" "${kafka_password:-$SERVERS_PASSWORD}" > "$dir/spring.kafka.properties.sasl.jaas.config"
            printf %s "${kafka_password:-$SERVERS_PASSWORD}" > "$dir/kafka-password"
            printf %s "$SERVERS_USER" > "$dir/spring.data.redis.username"
            printf %s "${redis_password:-$SERVERS_PASSWORD}" > "$dir/spring.data.redis.password"
            ;;
        # the password is "acceptance"
        account-risk-console) echo 'ana:$2a$10$if7X4xQNP85tllSQ50dTaeKWmbu5n71jUkaMx23MBfruq2r0Y6i7m:VIEWER' > "$dir/users" ;;
    esac
    $kube create secret generic "$1" --from-file="$dir" --dry-run=client --output yaml | kubectl apply -f -
}
secrets() {
    secret account-risk-worker account_risk_worker && mysql_password=local secret account-risk-migration account_risk_migration &&
        mysql_password=local secret account-risk-jobs account_risk_jobs &&
        mysql_password=local secret account-risk-console account_risk_console
}

fresh() {
    none_of $namespaces && start_servers secure && servers prepare &&
        backing "mysql/mysql:3306:$MYSQL_PORT" "kafka/kafka-bootstrap:9093:$KAFKA_PORT" "redis/redis:6379:$REDIS_PORT" |
            kubectl apply -f - && operators
}
# operators: their kinds, without a schema, where the cluster has not got them
operators() {
    local kind group version names
    for kind in monitoring.coreos.com/v1/ServiceMonitor monitoring.coreos.com/v1/PrometheusRule keda.sh/v1alpha1/ScaledObject; do
        IFS=/ read -r group version kind <<< "$kind"
        names=${kind,,}s
        kubectl get crd "$names.$group" > /dev/null 2>&1 && continue
        kubectl create -f - <<K || return 1
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: $names.$group, labels: {account-risk: acceptance}}
spec:
  group: $group
  names: {kind: $kind, plural: $names}
  scope: Namespaced
  versions:
    - {name: $version, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}
K
        kubectl wait --for=condition=established "crd/$names.$group" --timeout=30s || return 1
    done
}
install() {
    overlay "$IMAGE"
    kubectl apply -f deploy/kubernetes/base/namespace.yaml && secrets && apply is && scale_and_migrate
}
scale_and_migrate() {
    # two, as the autoscaler's least
    $kube scale "$worker" --replicas=2 && migrate && until_true 120 has_pods 2 && by_digest && spread
}
by_digest() {
    local image
    for image in $($kube get pods --output 'jsonpath={.items[*].spec.containers[*].image}'); do
        [ "$image" = "$IMAGE" ] || { echo "a pod runs $image"; return 1; }
    done
}
spread() {
    [ "$(kubectl get nodes --output name | wc -l)" = 1 ] || [ "$($kube get pods --selector "$workers" \
        --output 'jsonpath={range .items[*]}{.spec.nodeName}{"\n"}{end}' | sort -u | wc -l)" = 2 ]
}
refuse() {
    ! $kube run intruder --image="$IMAGE" --dry-run=server > "$work/refused" 2>&1 && cat "$work/refused" &&
        grep -q 'violates PodSecurity "restricted' "$work/refused"
}
# encrypted: every session in MySQL of a user of this product
encrypted() {
    [ "$(sql "SELECT COUNT(*) > 1 AND SUM(connection_type = 'SSL/TLS') = COUNT(*) FROM performance_schema.threads
        WHERE processlist_user LIKE 'account_risk_%'")" = 1 ]
}
console() {
    $kube rollout status deployment/account-risk-console --timeout=180s || return 1
    $kube port-forward service/account-risk-console $port:80 &
    local forward=$! code
    until_true 30 curl -sf "http://127.0.0.1:$port/login" && look
    code=$?
    kill $forward
    return $code
}
look() {
    local page=http://127.0.0.1:$port cookies=$work/cookies token
    [ "$(curl -s -o /dev/null -w '%{http_code}' "$page/overview")" = 302 ] || { echo "a page without a login"; return 1; }
    token=$(curl -s -c "$cookies" -H 'Accept: text/html' "$page/login" | sed -n 's/.*name="_csrf" value="\([^"]*\)".*/\1/p')
    curl -s -b "$cookies" -c "$cookies" -o /dev/null -H 'Accept: text/html' --data-urlencode "_csrf=$token" \
        -d username=ana -d password=acceptance "$page/login"
    curl -sf -b "$cookies" -H 'Accept: application/json' "$page/partitions" > "$work/partitions" && head -c 500 "$work/partitions" &&
        grep -qi '"running"' "$work/partitions"
}
# same_workers COMMAND...: the command changes something, and no worker is restarted
same_workers() {
    local before
    before=$(containers)
    "$@" && rolled && [ "$(containers)" = "$before" ]
}
change_passwords() {
    sql "ALTER USER 'account_risk_worker'@'%' IDENTIFIED BY 'changed' RETAIN CURRENT PASSWORD" || return 1
    # Kafka's and Redis's have no second password here: logins fail until the secret has arrived
    mysql_password=changed kafka_password=changed redis_password=changed
    order password kafka changed && secrets && until_true 240 logged 'database password has changed' &&
        sql "ALTER USER 'account_risk_worker'@'%' DISCARD OLD PASSWORD" && order password redis changed && sleep 5
}
change_authority() {
    order trust both && secrets && until_true 240 trusted 2 && order renew mysql && order renew kafka &&
        order renew redis && until_true 120 encrypted && order trust next && secrets && until_true 240 trusted 1
}
# trusted NUMBER: of authorities, by every worker
trusted() {
    local pod
    for pod in $(pods); do
        [ "$(metrics "$pod" | grep -c '^ssl_chain_expiry_seconds.*source="truststore"')" = "$1" ] || return 1
    done
}
metrics() { $kube get --raw "/api/v1/namespaces/account-risk/pods/${1#pod/}:8081/proxy/actuator/prometheus"; }
# locked: every worker has locks in Redis
locked() {
    local pod
    for pod in $(pods); do
        metrics "$pod" | grep '^account_risk_lock_seconds_count.*result="acquired"' | grep -qv ' 0\.0$' || return 1
    done
}
change_setting() {
    overlay "$IMAGE" second
    apply is && rolled && until_true 60 has_pods 2
}
# two workers apply a backlog, while a partition is paused and so none of them is ready
backlog() {
    $job positions pause --topic account.commands --partition 0 --why acceptance &&
        $kube scale "$worker" --replicas=0 && until_true 90 has_pods 0 && servers backlog 2400 &&
        $kube scale "$worker" --replicas=2 && until_true 90 has_pods 2 && record_lag &&
        $job positions resume --topic account.commands --partition 0 --why acceptance && rolled && drained
}
# record_lag: what every worker reports as lag, every 15 s until only the paused partition has one: second, topic, partition, records
record_lag() {
    local start=$SECONDS now pod
    until [ $((now = SECONDS - start)) -gt 300 ]; do
        for pod in $(pods); do
            metrics "$pod" | sed -n "s/^account_risk_lag_records{partition=\"\([0-9]*\)\",topic=\"\([a-z.]*\)\"} \(.*\)/$now,\2,\1,\3/p"
        done > "$work/look"
        cat "$work/look" >> "$work/lag.csv"
        ! only_the_paused_one || return 0
        sleep 15
    done
    echo "the backlog is not applied"
    return 1
}
only_the_paused_one() {
    [ "$(wc -l < "$work/look")" -gt 11 ] && [ "$(grep -v ',0\.0$' "$work/look" | cut -d, -f2-3)" = account.commands,0 ]
}
drain() {
    local node
    node=$($kube get "$(pods | head -n 1)" --output 'jsonpath={.spec.nodeName}')
    if kubectl drain "$node" --pod-selector="$workers" --ignore-daemonsets --delete-emptydir-data --timeout=30s > "$work/drain" 2>&1; then
        [ "$(kubectl get nodes --output name | wc -l)" != 1 ] # only another node lets both go
    else
        grep -q "would violate the pod's disruption budget" "$work/drain"
    fi
    local code=$?
    cat "$work/drain"
    kubectl uncordon "$node" && rolled && return $code
}
back() {
    overlay "$EARLIER_IMAGE" second
    apply is && rolled && sleep 10
}
forward() {
    overlay "$IMAGE" second
    apply is && rolled
}
remove() {
    kubectl delete -k "$work/is" --timeout=180s && kubectl delete namespace mysql kafka redis --timeout=60s &&
        kubectl delete crd --selector account-risk=acceptance --timeout=60s && servers remove
}

step "servers with TLS and rights, an authority, databases, users and topics; services that lead there" fresh
step "secrets, manifests with a digest, migrate, grant: two workers are ready" install
step "a pod that is not restricted is refused" refuse
begin_load
step "every session in MySQL is encrypted, and every worker has locks in Redis" until_true 120 eval 'encrypted && locked'
step "log in to the console: it shows partitions that run" console
step "change MySQL's, Kafka's and Redis's password without a restart" same_workers change_passwords
step "change the authority and every server's certificate without a restart" same_workers change_authority
step "change the risk policy without a restart" same_workers change_policy
step "change a setting: the workers roll" change_setting
step "every worker has locks in Redis" until_true 120 locked
step "delete a pod by force" delete_by_force
step "drain the node: one worker goes, and the other stays until it has a successor" drain
step "run the CronJob of the reconciliation" run_cron_job
step "job.sh redrive list" $job redrive list
step "job.sh positions list" $job positions list
step "job.sh backfill --mode verify" $job backfill --mode verify
[ -z "${EARLIER_IMAGE:-}" ] || step "go back to the earlier image under load" back
[ -z "${EARLIER_IMAGE:-}" ] || step "go forward again under load" forward
end_load
step "everything is applied and has left" drained
[ -z "${SIZES:-}" ] || step "two workers apply a backlog while a partition is paused" backlog
step "compare rows, journal, events and parked records with the model" verify
tail -n 1 "$log"
step "read a parked record and release it with a corrected value" release
step "remove everything" remove
