-- What the log says an invoice billed: entries parted by line feeds, in each the service and, behind a tab, its product's name.
left join (
    select w.invoice_id as logged_invoice,
           string_agg(coalesce(cast(p.cp_id as text), '') || chr(9)
                      || coalesce(translate(t.pack_name, chr(9) || chr(10), '  '), 'Package ' || w.cp_id),
                      chr(10) order by w.cp_id) as billed
    from (select distinct invoice_id, cp_id from invoice_log) w
    left join client_package p on p.cp_id = w.cp_id
    left join package_type t on t.pack_id = p.pack_id
    group by w.invoice_id
) b on b.logged_invoice = client_invoice.invoice_id
