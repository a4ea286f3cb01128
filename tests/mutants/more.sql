-- What the shop of tests/cases/planted/shop.sql lacks: a row for each path of migrate.yaml that a mutant breaks. Goes on top of it.

-- 7: cancelled, two telephones, a company as PHP 4 wrote it (slashes and entities), pays no tax. 8: no e-mail, so no log-in.
insert into client_info
    (client_id, client_fname, client_lname, client_email, client_company, client_address, client_city, client_zip, client_country, client_phone1, client_phone2, billing_method, client_password, client_comments, client_status, client_stamp, apply_tax)
values
    (7, 'Henri', 'Poincaré', 'henri@example.com', 'Fish &amp; Rock \''n\'' Roll', '7 Rue du Chaos', 'Nancy', '54000', 'FR', '+33 3 11', '+33 3 22', '4', '5f4dcc3b5aa765d61d8327deb882cf99', '', '4', 1096603200, 0),
    (8, 'Ida', 'Rhodes', '', '', '8 Calendar Court', 'Washington', '20001', 'US', '', '', '2', '5f4dcc3b5aa765d61d8327deb882cf99', '', '2', 1096603200, null);

-- A cost of three decimals.
insert into package_type
    (pack_id, pack_name, pack_price, pack_setup, pack_cost, pack_status, pack_display)
values
    (5, 'Colocation', '30.00', '', '3.456', 3, 1);

-- 109 began in the evening of 2004-10-31 in New York, which is 2004-11-01 in Greenwich; it is over, but v4 kept its renewal.
insert into client_package
    (cp_id, client_id, pack_id, pack_price, parent_cp_id, cp_qty, cp_discount, cp_start_stamp, cp_renew_stamp, cp_billing_cycle, cp_status, cp_renewed_on, cp_stamp)
values
    (109, 7, 5, '0', 0, 1, '0.00', 1099274400, 1101877200, '1', '5', 0, 0);

-- 1011: its lines are 45.00, the invoice 60.00; a tax of 0.00 is no tax. 1012: v4 kept its amount with a thousands comma in the ledger.
insert into client_invoice
    (invoice_id, client_id, invoice_amount, invoice_amount_paid, invoice_date_entered, invoice_date_due, invoice_date_paid, invoice_payment_method, invoice_snapshot, invoice_subtotal, invoice_tax, tax_zone_id, invoice_status, trans_id, serialized_snapshot)
values
    (1011, 7, '60.00', '0.00', 1096603200, 1097812800, 0, '4', '', null, '0.00', null, null, '', 'a:2:{s:8:"packages";a:1:{i:0;a:2:{s:9:"pack_name";s:10:"Colocation";s:16:"total_pack_price";s:5:"45.00";}}s:7:"domains";a:0:{}}'),
    (1012, 7, '1234.50', '1234.50', 1096603200, 1097812800, 1098244800, '4', '', null, null, null, null, '', 'a:2:{s:8:"packages";a:1:{i:0;a:2:{s:9:"pack_name";s:10:"Colocation";s:16:"total_pack_price";s:7:"1234.50";}}s:7:"domains";a:0:{}}');

-- 1013: v3 kept a page only, with a credit. 1014: nothing but the log.
insert into client_invoice
    (invoice_id, client_id, invoice_amount, invoice_date_entered, invoice_date_due, invoice_payment_method, invoice_snapshot)
values
    (1013, 7, '25.00', 1096603200, 1097812800, '4', '<table><tr><td>Package</td><td>Price</td></tr><tr><td>Colocation</td><td>$30.00</td></tr><tr><td>Credit</td><td>$5.00</td></tr></table>'),
    (1014, 7, '12.00', 1096603200, 1097812800, '4', '');

insert into invoice_log
    (log_id, invoice_id, client_id, cp_id)
values
    (1, 1013, 7, 109),
    (2, 1014, 7, 109);

insert into client_register
    (reg_id, client_id, reg_date, reg_desc, invoice_id, reg_bill, reg_payment, reg_tracker)
values
    (5019, 7, 1096603200, 'Invoice 1011', 1011, '60.00', '0', ''),
    (5020, 7, 1096603200, 'Invoice 1012', 1012, '1,234.50', '0', ''),
    (5021, 7, 1098244800, 'Payment, thank you', 1012, '0', '1,234.50', '');

-- Services: 101 has a second log-in, as full as its first; client 7's card ends in a year of two digits, his agreement failed.
-- 110 is hosted and names shop.example, whose own service is 111; 109 names a domain that nobody lists.
insert into client_package
    (cp_id, client_id, pack_id, pack_price, parent_cp_id, cp_qty, cp_discount, cp_start_stamp, cp_renew_stamp, cp_billing_cycle, cp_status, cp_renewed_on, cp_stamp, domain)
values
    (110, 6, 1, '0', 0, 1, '0.00', 1096603200, 1101877200, '1', '4', 0, 0, 'shop.example'),
    (111, 6, 4, '12.95', 110, 1, '0.00', 1096603200, 1128139200, '111', '2', 0, 0, 'shop.example');
insert into domain_names
    (domain_id, domain_name, client_id, domain_created, domain_expires, registrar_id, monitor)
values
    (204, 'shop.example', 6, 0, 0, 2, 2);
update client_package set domain = 'alone.example' where cp_id = 109;
insert into account_details
    (details_id, client_id, cp_id, domain_id, ip, server, server_type, username, password)
values
    (604, 1, 101, 202, '192.0.2.2', 'WEB1', 1, 'ada2', 'secret'),
    (605, 6, 110, 204, null, 'web2', 1, 'grace', 'secret'),
    (606, 6, 111, 204, null, 'web2', 1, '', null);
update client_info set billing_cc_type = 'Amex-1001', billing_cc_exp = '12/07' where client_id = 7;
insert into client_subscriptions
    (cs_id, client_id, cs_subscription_id, invoice_id, cs_status, cs_create_stamp, cs_modify_stamp, gateway_module)
values
    (672, 7, 'S-672', 1011, 4, 1096603200, 1098244800, '5');
