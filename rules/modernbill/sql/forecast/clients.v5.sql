select a.account_number as client, a.status as status, a.billing_mode as billing_mode, a.tax_exempt as tax_exempt,
    c.country as country, c.region as region, g.discount_rate as discount_rate
from account a
left join account_contact c on c.account_id = a.id and c.kind = 'primary'
left join client_group g on g.id = a.group_id
