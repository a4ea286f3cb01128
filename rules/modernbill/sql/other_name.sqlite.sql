-- Only invoices that have lines to read; domains stand there under their own names. An ampersand is an entity in a page.
select i.invoice_id, l.cp_id, t.pack_name
from invoice_log l
join client_invoice i on i.invoice_id = l.invoice_id
join client_package p on p.cp_id = l.cp_id
join package_type t on t.pack_id = p.pack_id
where instr(coalesce(i.serialized_snapshot, '') || i.invoice_snapshot, '<td') + instr(coalesce(i.serialized_snapshot, '') || i.invoice_snapshot, '<TD') + instr(coalesce(i.serialized_snapshot, '') || i.invoice_snapshot, 'pack_name') > 0
  and instr(coalesce(i.serialized_snapshot, '') || i.invoice_snapshot, t.pack_name) = 0
  and instr(coalesce(i.serialized_snapshot, '') || i.invoice_snapshot, replace(t.pack_name, '&', '&amp;')) = 0
  and trim(p.cp_billing_cycle) not in ('111', '124', '136', '148', '160', '172', '184', '196', '1108', '1120')
