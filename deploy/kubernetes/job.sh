#!/bin/sh
# Runs one of the worker's commands as a job in the cluster, shows its output, and ends with its exit code.
#
#   job.sh migrate
#   job.sh redrive list --reason CONFLICT
#   job.sh redrive release --account 8 --why 'ticket 4711'
#   job.sh redrive release --id 17 --value corrected.json --why 'ticket 4711'
#   job.sh positions list
#   job.sh reconcile --json
#   job.sh backfill --mode verify
#
# The job takes its image, settings and database user from a template in the cluster: the suspended CronJob
# account-risk-migration for "migrate", the CronJob account-risk-reconcile for every other command. A rebuild takes the database
# user from the secret account-risk-rebuild. The file after --value travels in a secret, which is deleted at the end. Where a
# command asks for a reason, it also gets the name by which the cluster knows you, unless --who says another.
#
# Set NAMESPACE to use another namespace than account-risk, TEMPLATE or SECRET to use another template or secret, KUBECTL to use
# another program than kubectl, and START_SECONDS to wait for the pod for more than 300 seconds. Ctrl-C ends this script, and the
# job continues. The cluster keeps a finished job for a day.
set -eu
namespace=${NAMESPACE:-account-risk}
kubectl="${KUBECTL:-kubectl} --namespace $namespace"
command=${1:-}
secret=${SECRET:-}
case $command in
    migrate) template=${TEMPLATE:-account-risk-migration} ;;
    redrive | positions | reconcile | backfill) template=${TEMPLATE:-account-risk-reconcile} ;;
    *)
        echo "names no command: \"$command\". The commands are migrate, redrive, positions, reconcile and backfill" >&2
        exit 2
        ;;
esac
name=account-risk-$command-$(date +%s)-$$

arguments= value= why= who= previous=
add() {
    case $1 in
        *"
"*)
            echo "an argument has more than one line, which a job cannot take" >&2
            exit 2
            ;;
    esac
    arguments="$arguments${arguments:+,}\"$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g; s/\t/\\t/g')\""
}
for argument in "$@"; do
    case $argument in
        --why | --why=*) why=yes ;;
        --who | --who=*) who=yes ;;
    esac
    case $previous$argument in
        --moderebuild | --mode=rebuild) secret=${secret:-account-risk-rebuild} ;;
        --value=*) value=${argument#--value=} ;;
        --value?*) value=$argument ;;
    esac
    case $previous$argument in
        --value=*) add --value=/run/value/value ;;
        --value?*) add /run/value/value ;;
        *) add "$argument" ;;
    esac
    previous=
    case $argument in
        --mode | --value) previous=$argument ;;
    esac
done
if [ -n "$why" ] && [ -z "$who" ]; then
    add "--who=$($kubectl auth whoami --output 'jsonpath={.status.userInfo.username}' 2>/dev/null || id -un)"
fi

pod=/spec/template/spec
changes='{"op":"replace","path":"'$pod'/containers/0/args","value":['$arguments']},
  {"op":"replace","path":"/spec/template/metadata/labels/app.kubernetes.io~1component","value":"'$command'"},
  {"op":"remove","path":"/metadata/ownerReferences"},
  {"op":"add","path":"/spec/ttlSecondsAfterFinished","value":86400}'
if [ -n "$value" ]; then
    $kubectl create secret generic "$name" --from-file=value="$value" >&2
    trap '$kubectl delete secret "$name" --ignore-not-found >&2' EXIT
    trap 'exit 130' INT TERM
    changes="$changes,
  {\"op\":\"add\",\"path\":\"$pod/volumes/-\",\"value\":{\"name\":\"value\",\"secret\":{\"secretName\":\"$name\",\"defaultMode\":288}}},
  {\"op\":\"add\",\"path\":\"$pod/containers/0/volumeMounts/-\",\"value\":{\"name\":\"value\",\"mountPath\":\"/run/value\",\"readOnly\":true}}"
fi
use_secret() {
    [ -n "$secret" ] || exec cat
    $kubectl patch --local --filename - --output json --patch \
        '{"spec":{"template":{"spec":{"volumes":[{"name":"secrets","secret":{"secretName":"'"$secret"'"}}]}}}}'
}
job=$($kubectl create job "$name" --from="cronjob/$template" --dry-run=client --output json |
    $kubectl patch --local --filename - --type json --patch "[$changes]" --output json | use_secret)
printf '%s\n' "$job" | $kubectl create --filename - >&2

ask() { $kubectl get pods --selector "job-name=$name" --output "jsonpath={.items[0]$1}" 2>/dev/null || true; }
# Nothing has run yet, so the job can go.
give_up() {
    echo "the job $name did not start, and nothing was changed: ${1:-its events say why}" >&2
    $kubectl describe job "$name" | sed -n '/^Events:/,$p' >&2
    $kubectl delete job "$name" >&2
    exit 1
}
seconds=0 printed=
while :; do
    case $(ask .status.phase) in
        Running | Succeeded | Failed) break ;;
    esac
    reason=$(ask '.status.containerStatuses[0].state.waiting.reason')
    trouble=$(ask '.status.conditions[?(@.type=="PodScheduled")].message')
    case $reason in
        ErrImage* | ImagePullBackOff | InvalidImageName | CreateContainer*Error) trouble="$reason $(
            ask '.status.containerStatuses[0].state.waiting.message')" ;;
    esac
    [ -z "$trouble" ] || [ "$trouble" = "$printed" ] || echo "the job $name waits: $trouble" >&2
    printed=$trouble
    [ "$seconds" -lt "${START_SECONDS:-300}" ] || give_up "$trouble"
    seconds=$((seconds + 1))
    sleep 1
done
$kubectl logs --follow "job/$name" || echo "the log of the job $name ended early: kubectl logs job/$name shows the rest" >&2
code=
while [ -z "$code" ]; do
    sleep 1
    code=$(ask '.status.containerStatuses[0].state.terminated.exitCode')
    if [ -z "$code" ] && [ -z "$(ask .metadata.name)" ]; then
        echo "the pod of the job $name is gone, and its exit code with it. What the command did until then is done: run it again" >&2
        exit 1
    fi
done
exit "$code"
