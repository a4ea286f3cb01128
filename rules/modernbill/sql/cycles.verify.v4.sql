-- The cycles that v4 knows (modernbill.md 2.3), and what its packages use beyond them.
select cycle from (
    select '1' as cycle union all select '3' union all select '6' union all select '12' union all select '24'
    union all select '100' union all select '103' union all select '106' union all select '112' union all select '111'
    union all select '124' union all select '136' union all select '148' union all select '160' union all select '172'
    union all select '184' union all select '196' union all select '1108' union all select '1120'
) known
union
select trim(cp_billing_cycle) from client_package where trim(cp_billing_cycle) not in ('', '0') group by trim(cp_billing_cycle)
