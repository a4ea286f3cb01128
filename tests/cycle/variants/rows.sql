-- Rows of a small install in the columns that every version has. 1072933200 is 2004-01-01 00:00 in New York.
-- Client 1's address is one column of two lines, client 2's has one line.
insert into {p}client_info
    (client_id, client_fname, client_lname, client_email, client_company, client_address, client_city, client_zip, client_country, billing_method, client_password, client_comments, client_status, client_stamp)
values
    (1, 'Ada', 'Lovelace', 'ada@example.com', 'Engines Ltd', '12 Analytical Row
Second floor', 'London', '01067', 'GB', '5', '5f4dcc3b5aa765d61d8327deb882cf99', '', '2', 1072933200),
    (2, 'Blaise', 'Pascal', 'blaise@example.com', '', '1 Rue du Pari', 'Paris', '75001', 'FR', '2', '5f4dcc3b5aa765d61d8327deb882cf99', 'Pays late.', '2', 1072933200);
insert into {p}package_type (pack_id, pack_name, pack_price, pack_setup, pack_cost, pack_status, pack_display)
values (1, 'Starter', '10.00|9.00|8.00|7.50|7.00', '25.00', '2.50', 2, 1);
insert into {p}client_package
    (cp_id, client_id, pack_id, pack_price, parent_cp_id, cp_qty, cp_start_stamp, cp_renew_stamp, cp_billing_cycle, cp_status, cp_renewed_on)
values
    (101, 1, 1, '0', 0, 1, 1072933200, 1104555600, '12', '2', 1072933200),
    (102, 2, 1, '8.50', 0, 2, 1072933200, 1104555600, '1', '2', 1072933200);
insert into {p}domain_names (domain_id, domain_name, client_id, domain_created, domain_expires, registrar_id, monitor)
values (201, 'engines.example', 1, 1072933200, 1104555600, 4, 1);
insert into {p}client_invoice
    (invoice_id, client_id, invoice_amount, invoice_amount_paid, invoice_date_entered, invoice_date_due, invoice_date_paid, invoice_payment_method, invoice_snapshot)
values
    (1001, 1, '115.00', '115.00', 1072933200, 1075611600, 1072933200, '5', ''),
    (1002, 2, '42.00', '0.00', 1072933200, 1075611600, 0, '2', '');
insert into {p}client_register (reg_id, client_id, reg_date, reg_desc, invoice_id, reg_bill, reg_payment, reg_tracker)
values
    (1, 1, 1072933200, 'Invoice', 1001, '115.00', '0', ''),
    (2, 1, 1072933200, 'Payment', 1001, '0', '115.00', 'PP1'),
    (3, 2, 1072933200, 'Invoice', 1002, '42.00', '0', '');
insert into {p}client_credit (credit_id, client_id, credit_amount, credit_comments, credit_stamp)
values (301, 2, '5.00', 'A gift', 1072933200);
