select s.source_ref as service, a.account_number as client, s.status as status, s.qty as quantity,
    b.unit_days as unit_days, b.unit_months as unit_months, b.unit_years as unit_years,
    s.unit_price_override as own_price, p.recurring_amount as price, p.setup_amount as setup, s.discount_rate as discount_rate,
    s.start_date as starts, s.next_renewal as next_renewal, s.last_renewed as last_renewed, s.end_date as ends,
    g.proratable as proratable, g.source_ref as product, b.code as cycle
from subscription s
join account a on a.id = s.account_id
join billing_cycle b on b.id = s.cycle_id
join product g on g.id = s.product_id
left join product_price p on p.product_id = s.product_id and p.cycle_id = s.cycle_id and p.currency = a.currency
