-- What v5's ledger says of each account.
select a.account_number as client, coalesce(sum(l.credit), 0) - coalesce(sum(l.debit), 0) as balance
from account a
left join ledger_entry l on l.account_id = a.id
group by a.account_number
