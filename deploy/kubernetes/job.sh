#!/bin/sh
# Runs one of the worker's commands as a job in the cluster, shows its output, and ends with its exit code.
#
#   job.sh migrate
#   job.sh redrive list --reason CONFLICT
#   job.sh redrive release --account 8 --why 'ticket 4711'
#   job.sh reconcile --json
#   job.sh backfill --mode verify
#
# The job takes its image, settings and database user from a template in the cluster: the suspended CronJob
# account-risk-migration for "migrate", the CronJob account-risk-reconcile for every other command. Set TEMPLATE to use another
# template, NAMESPACE to use another namespace than account-risk, and KUBECTL to use another program than kubectl. The cluster
# keeps a finished job for a day.
set -eu
namespace=${NAMESPACE:-account-risk}
kubectl=${KUBECTL:-kubectl}
command=${1:?names the command: migrate, redrive, positions, reconcile or backfill}
case $command in
    migrate) template=${TEMPLATE:-account-risk-migration} ;;
    *) template=${TEMPLATE:-account-risk-reconcile} ;;
esac

arguments=
for argument in "$@"; do
    escaped=$(printf '%s' "$argument" | sed 's/\\/\\\\/g; s/"/\\"/g; s/\t/\\t/g')
    arguments="$arguments${arguments:+,}\"$escaped\""
done
name=account-risk-$command-$(date +%s)-$$
patch='[{"op":"replace","path":"/spec/template/spec/containers/0/args","value":['$arguments']},
  {"op":"replace","path":"/spec/template/metadata/labels/app.kubernetes.io~1component","value":"'$command'"},
  {"op":"remove","path":"/metadata/ownerReferences"},
  {"op":"add","path":"/spec/ttlSecondsAfterFinished","value":86400}]'

$kubectl --namespace "$namespace" create job "$name" --from="cronjob/$template" --dry-run=client --output json |
    $kubectl patch --local --filename - --type json --patch "$patch" --output json |
    $kubectl --namespace "$namespace" create --filename - >&2

pod=
phase=
while :; do
    pod=$($kubectl --namespace "$namespace" get pods --selector "job-name=$name" --output 'jsonpath={.items[0].metadata.name}' 2>&1) || pod=
    [ -z "$pod" ] || phase=$($kubectl --namespace "$namespace" get pod "$pod" --output 'jsonpath={.status.phase}')
    case $phase in
        Running | Succeeded | Failed) break ;;
        *) sleep 1 ;;
    esac
done
$kubectl --namespace "$namespace" logs --follow "$pod"
code=
while [ -z "$code" ]; do
    code=$($kubectl --namespace "$namespace" get pod "$pod" --output \
        'jsonpath={.status.containerStatuses[0].state.terminated.exitCode}')
    [ -n "$code" ] || sleep 1
done
exit "$code"
