#!/usr/bin/env bash
# Deploys everything with the Azure CLI: the resources of main.bicep, then the functions.
#
#   infra/deploy.sh RESOURCE_GROUP [REGION] [PARAMETERS]
#
# REGION is needed where the resource group does not exist yet. PARAMETERS is main (the default) or production.
# INSIGHTS_BOOTSTRAP_TOKEN sets the bootstrap token; INSIGHTS_VAULT=true keeps the one that was set before.
set -euo pipefail

group=${1:?usage: infra/deploy.sh RESOURCE_GROUP [REGION] [PARAMETERS]}
region=${2:-}
parameters=${3:-main}
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for tool in az dotnet zip curl; do
  command -v "$tool" >/dev/null || { echo "$tool is needed." >&2; exit 2; }
done
[ -f "$root/infra/$parameters.bicepparam" ] || { echo "There is no infra/$parameters.bicepparam." >&2; exit 2; }

if [ "$(az group exists --name "$group")" != true ]; then
  [ -n "$region" ] || { echo "The resource group $group does not exist: name a region to make it in." >&2; exit 2; }
  az group create --name "$group" --location "$region" --output none
fi
AZURE_LOCATION=$(az group show --name "$group" --query location --output tsv)
export AZURE_LOCATION

# Built first: what does not build changes nothing.
dotnet publish "$root/functions" --configuration Release -p:FunctionsRuntime=azure --output "$work/app"
(cd "$work/app" && zip --quiet --recurse-paths "$work/app.zip" .)

deployment="insights-$(date -u +%Y%m%d%H%M%S)"
az deployment group create --name "$deployment" --resource-group "$group" \
  --parameters "$root/infra/$parameters.bicepparam" --output none
output() {
  az deployment group show --name "$deployment" --resource-group "$group" --query "properties.outputs.$1.value" --output tsv
}
app=$(output functionAppName)
url=$(output url)

# A role takes minutes until it is known everywhere; the first deployment needs the one on the package's container at once.
for attempt in 1 2 3 4 5 6; do
  az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$work/app.zip" --output none && break
  [ "$attempt" -lt 6 ] || { echo "The package could not be deployed." >&2; exit 1; }
  sleep 30
done

"$root/infra/smoke-test.sh" "$url"
echo "$url"
