-- What the log says an invoice billed: entries parted by line feeds, in each the service and, behind a tab, its product's name.
left join (
    select invoice_id as logged_invoice, group_concat(entry, char(10)) as billed
    from (select w.invoice_id,
                 coalesce(p.cp_id, '') || char(9)
                 || coalesce(replace(replace(t.pack_name, char(9), ' '), char(10), ' '), 'Package ' || w.cp_id) as entry
          from (select distinct invoice_id, cp_id from invoice_log) w
          left join client_package p on p.cp_id = w.cp_id
          left join package_type t on t.pack_id = p.pack_id
          order by w.invoice_id, w.cp_id)
    group by invoice_id
) b on b.logged_invoice = client_invoice.invoice_id
