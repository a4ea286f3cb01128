-- What the log says an invoice billed: entries parted by line feeds, in each the service and, behind a tab, its product's name.
-- Made anew for each invoice, from numbers in memory: a list of all of them would be long texts, which MySQL keeps and looks up on disk.
left join (
    select n.invoice_id as logged_invoice,
           (select group_concat(concat(coalesce(p.cp_id, ''), char(9 using latin1),
                                       coalesce(replace(replace(t.pack_name, char(9 using latin1), ' '), char(10 using latin1), ' '),
                                                concat('Package ', w.cp_id)))
                                order by w.cp_id separator '
')
            from (select distinct invoice_id, cp_id from invoice_log) w
            left join client_package p on p.cp_id = w.cp_id
            left join package_type t on t.pack_id = p.pack_id
            where w.invoice_id = n.invoice_id) as billed
    from client_invoice n
) b on b.logged_invoice = client_invoice.invoice_id
