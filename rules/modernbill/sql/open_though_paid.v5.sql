-- Invoices that are open or drafts, and to which payments of all they ask were given, in whole cents.
select i.number as invoice_id, i.status, i.total as invoice_amount, sum(l.amount) as invoice_amount_paid
from payment_allocation l
join invoice i on i.id = l.invoice_id
where i.status in ('draft', 'open', 'collections') and round(i.total * 100) > 0
group by i.number, i.status, i.total
having round(sum(l.amount) * 100) >= round(i.total * 100)
