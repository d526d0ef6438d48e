#!/usr/bin/env bash
# Puts a package of the functions on the app that a deployment of main.bicep made, and waits until that version answers.
#
#   infra/release.sh RESOURCE_GROUP DEPLOYMENT PACKAGE REVISION
set -euo pipefail

usage='usage: infra/release.sh RESOURCE_GROUP DEPLOYMENT PACKAGE REVISION'
group=${1:?$usage}
deployment=${2:?$usage}
package=${3:?$usage}
revision=${4:?$usage}

output() {
  az deployment group show --name "$deployment" --resource-group "$group" --query "properties.outputs.$1.value" --output tsv
}
app=$(output functionAppName)
url=$(output url)
vault=$(output vaultName)
id=$(az functionapp show --resource-group "$group" --name "$app" --query id --output tsv)

# A role takes minutes until it is known everywhere; the first deployment needs the one on the package's container at once.
for attempt in $(seq 1 6); do
  # What a reference to the vault stands for is kept for a day, a failure to read it too, unless one asks for it to be read again.
  if [ -n "$vault" ]; then
    az rest --method post --output none \
      --url "https://management.azure.com$id/config/configreferences/appsettings/refresh?api-version=2022-03-01" ||
      echo "The bootstrap token is not read again from $vault before a day has passed." >&2
  fi
  az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$package" --output none && break
  [ "$attempt" -lt 6 ] || { echo "The package could not be deployed." >&2; exit 1; }
  sleep 30
done

"$(dirname "$0")/smoke-test.sh" "$url" "$revision"
echo "$url"
