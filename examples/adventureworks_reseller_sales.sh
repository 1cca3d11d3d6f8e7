#!/bin/sh
# Import the AdventureWorks reseller sales: 57,851 lines of 3,616 orders, with resellers, products, people and regions.
#   examples/adventureworks_reseller_sales.sh FOLDER [options of `kambium import`, such as --dry-run]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "${1:?"Say in which folder the files are"}" && pwd)
shift
exec "${KAMBIUM:-$here/../kam}" import adventureworks_reseller_sales "$folder/region.csv" "$folder/salesperson.csv" \
  "$folder/reseller.csv" "$folder/product.csv" "$folder/sales.csv" \
  --map "$here/adventureworks_reseller_sales/map.yaml" "$@"
