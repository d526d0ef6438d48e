#!/usr/bin/env bash
# Deploys everything with the Azure CLI: the resources of main.bicep, then the functions.
#
#   infra/deploy.sh RESOURCE_GROUP [REGION] [PARAMETERS]
#
# REGION is needed where the resource group does not exist yet. PARAMETERS is main (the default) or production; a deployment is changed with
# those, and the AZURE_ENV_NAME, that it was made with.
#
# INSIGHTS_BOOTSTRAP_TOKEN sets the bootstrap token; INSIGHTS_VAULT=true keeps the one that was set before, INSIGHTS_VAULT=false ends it.
# INSIGHTS_AUTHORITY and its like set who signs people in; INSIGHTS_AUTHORITY=none ends that.
set -euo pipefail

group=${1:?usage: infra/deploy.sh RESOURCE_GROUP [REGION] [PARAMETERS]}
region=${2:-}
parameters=${3:-main}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
refuse() { echo "$1" >&2; exit 2; }
# The parameter files take a variable that is set to nothing as given.
for variable in AZURE_ENV_NAME INSIGHTS_VAULT; do
  [ -n "${!variable:-}" ] || unset "$variable"
done

for tool in az dotnet zip curl; do
  command -v "$tool" >/dev/null || refuse "$tool is needed."
done
file=$root/infra/$parameters.bicepparam
[ -f "$file" ] || refuse "There is no infra/$parameters.bicepparam."
environment=${AZURE_ENV_NAME:-$(sed -nE "s/.*'AZURE_ENV_NAME', '([^']+)'.*/\1/p" "$file")}
[[ $environment =~ ^[A-Za-z0-9][A-Za-z0-9-]{0,22}[A-Za-z0-9]$ ]] ||
  refuse "AZURE_ENV_NAME has to be 2 to 24 letters, digits and hyphens, neither first nor last a hyphen."
token=${INSIGHTS_BOOTSTRAP_TOKEN:-}
[ -z "$token" ] || [ "${#token}" -ge 16 ] || refuse "INSIGHTS_BOOTSTRAP_TOKEN is too easy to guess: it has to have 16 characters at least."
[ -z "$token" ] || [ "${INSIGHTS_VAULT:-true}" = true ] || refuse "INSIGHTS_BOOTSTRAP_TOKEN needs a vault: do not set INSIGHTS_VAULT=false."

if [ "$(az group exists --name "$group")" != true ]; then
  [ -n "$region" ] || refuse "The resource group $group does not exist: name a region to make it in."
  az group create --name "$group" --location "$region" --output none
fi
AZURE_LOCATION=$(az group show --name "$group" --query location --output tsv)
export AZURE_LOCATION

# What an earlier deployment set is not to end because a variable was forgotten.
app=$(az functionapp list --resource-group "$group" --query "[?tags.\"azd-env-name\"=='$environment'].name | [0]" --output tsv)
if [ -n "$app" ]; then
  setting() {
    az functionapp config appsettings list --resource-group "$group" --name "$app" --query "[?name=='$1'].value | [0]" --output tsv
  }
  [ -n "${INSIGHTS_AUTHORITY:-}" ] || [ -z "$(setting Insights__Auth__Authority)" ] ||
    refuse "$app signs people in: set INSIGHTS_AUTHORITY and its like as before, or INSIGHTS_AUTHORITY=none to end that."
  [ -n "$token${INSIGHTS_VAULT:-}" ] || [ -z "$(setting Insights__BootstrapToken)" ] ||
    refuse "$app has a bootstrap token: set INSIGHTS_VAULT=true to keep it, or INSIGHTS_VAULT=false to end it."
fi
if [ "${INSIGHTS_AUTHORITY:-}" = none ]; then
  unset INSIGHTS_AUTHORITY INSIGHTS_AUDIENCE INSIGHTS_CLIENT_ID INSIGHTS_SCOPE
fi

# The subnet of a private network is delegated to this provider. Registering takes a role on the subscription, which may be somebody else's.
if [ "$(az provider show --namespace Microsoft.App --query registrationState --output tsv)" != Registered ]; then
  az provider register --namespace Microsoft.App --wait ||
    echo "Microsoft.App is not registered in the subscription: a private network cannot be deployed until it is." >&2
fi

# Built first: what does not build changes nothing. What is not committed gets a revision of its own, so that one can tell when it answers.
revision=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)
[ "$revision" != unknown ] && git -C "$root" diff --quiet HEAD || revision=$revision-$(date -u +%Y%m%d%H%M%S)
dotnet publish "$root/functions" --configuration Release -p:SourceRevisionId="$revision" --output "$work/app"
(cd "$work/app" && zip --quiet --recurse-paths "$work/app.zip" .)

deployment="insights-$(date -u +%Y%m%d%H%M%S)"
az deployment group create --name "$deployment" --resource-group "$group" --parameters "$file" --output none
"$root/infra/release.sh" "$group" "$deployment" "$work/app.zip" "$revision"
