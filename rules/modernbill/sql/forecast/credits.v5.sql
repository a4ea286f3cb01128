select c.source_ref as credit, a.account_number as client, c.remaining as remaining
from account_credit c
join account a on a.id = c.account_id
order by case when c.at is null then 0 else 1 end, c.at, c.id
