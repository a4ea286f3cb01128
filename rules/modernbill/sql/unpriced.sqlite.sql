-- Services on a standard cycle whose part of the packed price is missing, empty or "0": v4 charges part 0 (modernbill.md 2.5).
select c.cp_id, c.cp_billing_cycle, t.pack_price
from client_package c
join package_type t on t.pack_id = c.pack_id
join (select '3' as cycle, 2 as n union all select '6', 3 union all select '12', 4 union all select '24', 5) k
    on k.cycle = trim(c.cp_billing_cycle)
where coalesce(json_extract('["' || replace(t.pack_price, '|', '","') || '"]', '$[' || (k.n - 1) || ']'), '') in ('', '0')
