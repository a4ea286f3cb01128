-- Each package of the catalogue with the cycles that clients use it for.
select p.pack_id, p.pack_price, p.pack_setup,
       (select group_concat(distinct trim(c.cp_billing_cycle)) from client_package c where c.pack_id = p.pack_id)
           as used_cycles
from package_type p
