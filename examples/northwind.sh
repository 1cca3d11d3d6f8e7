#!/bin/sh
# Import Northwind (91 customers, 9 employees, 830 orders, 2,155 lines), write every record out, and bring the files in
# again: the second time nothing changes.
#   examples/northwind.sh FOLDER [FOLDER FOR THE FILES THAT GO OUT]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$(cd "${1:?"Say in which folder the files are"}" && pwd)
out=${2:-$(mktemp -d)}
kambium=${KAMBIUM:-$here/../kam}
"$kambium" import northwind "$folder/employees.csv" "$folder/categories.csv" "$folder/products.csv" \
  "$folder/customers.csv" "$folder/orders.csv" "$folder/order_details.csv" --map "$here/northwind/map.yaml"
for record in person product_category product account address contact order order_line; do
  "$kambium" export "$record" --out "$out/$record.csv"
  "$kambium" import "$record" "$out/$record.csv"
done
