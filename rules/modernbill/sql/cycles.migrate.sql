-- Every cycle that ModernBill knows and every other code that a package uses.
select '1' as code union select '3' union select '6' union select '12' union select '24' union select '100'
union select '103' union select '106' union select '112' union select '111' union select '124' union select '136'
union select '148' union select '160' union select '172' union select '184' union select '196' union select '1108'
union select '1120'
-- 0 and '' are no cycle.
union select distinct trim(cp_billing_cycle) from client_package where trim(cp_billing_cycle) not in ('', '0')
