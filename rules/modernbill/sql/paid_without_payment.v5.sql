-- Invoices in state paid to which payments of too little were given, in whole cents. A payment that was given to no invoice, is of the same account and
-- of just the missing amount, explains one: its link was lost before the move.
select i.number as invoice_id, a.account_number as client_id, i.total as invoice_amount, coalesce(l.cents, 0) / 100.0 as allocated
from invoice i
join account a on a.id = i.account_id
left join (select invoice_id, round(sum(amount) * 100) as cents from payment_allocation group by invoice_id) l on l.invoice_id = i.id
left join (select distinct p.account_id, round(p.amount * 100) as cents
           from payment p left join payment_allocation x on x.payment_id = p.id where x.id is null) w
    on w.account_id = i.account_id and w.cents = round(i.total * 100) - coalesce(l.cents, 0)
where i.status = 'paid' and round(i.total * 100) > 0 and coalesce(l.cents, 0) < round(i.total * 100) and w.account_id is null
