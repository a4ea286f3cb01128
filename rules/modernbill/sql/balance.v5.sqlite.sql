-- As balance.v5.sql; decimal_sum and decimal_sub are exact.
select a.account_number as client, decimal_sub(coalesce(decimal_sum(l.credit), '0'), coalesce(decimal_sum(l.debit), '0')) as balance
from account a
left join ledger_entry l on l.account_id = a.id
group by a.account_number
