-- A shop of six clients, for planting faults: v4 rows by hand, every figure chosen so that a fault shows in one place.
-- Times are seconds since 1970; as read in America/New_York they are midnights unless a comment says otherwise.
-- Portable: MySQL, PostgreSQL and SQLite take it as it is. Nothing in it breaks a rule of the pack.

-- Client 1: a postcode with a leading zero. 3: no company (NULL in v5). 6: an emoji as UTF-8 bytes in a Latin-1 column.
insert into client_info
    (client_id, client_fname, client_lname, client_email, client_company, client_address, client_city, client_zip, client_country, client_phone1, billing_method, client_password, client_comments, client_status, client_stamp)
values
    (1, 'Ada', 'Lovelace', 'Ada.Lovelace@Example.com', 'Engines Ltd', '12 Analytical Row
Second floor', 'Köln', '01067', 'DE', '+49 221 1', '5', '5f4dcc3b5aa765d61d8327deb882cf99', '', '2', 1074142800),
    (2, 'Blaise', 'Pascal', 'blaise@example.com', 'Pascal SA', '1 Rue du Pari', 'Zürich', '8001', 'CH', '', '2', '5f4dcc3b5aa765d61d8327deb882cf99', 'Pays late.', '2', 1080709200),
    (3, 'Carl', 'Gauß', 'carl@example.com', '', '7 Prime Street', 'Göttingen', '37073', 'DE', '', '1', '5f4dcc3b5aa765d61d8327deb882cf99', '', '2', 1056945600),
    (4, 'Dora', 'O''Hara', 'dora@example.com', '', '4 Peat Lane', 'Boston', '02108', 'US', '', '3', '5f4dcc3b5aa765d61d8327deb882cf99', '', '2', 1085976000),
    (5, 'Emmy', 'Noether', 'emmy@example.com', 'Symmetry', '5 Ring Road', 'New York', '10001', 'US', '', '50', '5f4dcc3b5aa765d61d8327deb882cf99', '', '2', 1094011200),
    (6, 'Grace', 'Hopper', 'grace@example.com', 'Smile ðŸ˜€', '6 Harbor View', 'Arlington', '22201', 'US', '', '2', '5f4dcc3b5aa765d61d8327deb882cf99', '', '2', 1096603200);

-- Product 2: quarterly "0" is not offered, half-yearly "0.00" is free. Product 1: the two-year set-up falls back to 25.00.
insert into package_type
    (pack_id, pack_name, pack_price, pack_setup, pack_cost, pack_status, pack_display)
values
    (1, 'Starter', '10.00|9.00|8.00|7.50|7.00', '25.00|25.00|25.00|0.00', '2.50', 2, 1),
    (2, 'Business', '20.00|0|0.00|15.00', '', '4.00', 2, 1),
    (3, 'Backup add-on', '5.00', '', '0.00', 2, 1),
    (4, 'Domain name', '0', '', '0.00', 2, 0);

-- 102 is an add-on of 101; 103: two, less 10 %; 104: a price of its own; 105: a domain year; 106: once; 107: over.
insert into client_package
    (cp_id, client_id, pack_id, pack_price, parent_cp_id, cp_qty, cp_discount, cp_start_stamp, cp_renew_stamp, cp_billing_cycle, cp_status, cp_renewed_on, cp_stamp)
values
    (101, 1, 1, '0', 0, 1, '0.00', 1074142800, 1107234000, '1', '2', 1104555600, 0),
    (102, 1, 3, '0', 101, 1, '0.00', 1074142800, 1107234000, '1', '2', 1104555600, 0),
    (103, 2, 2, '0', 0, 2, '0.10', 1080795600, 1112331600, '12', '2', 0, 0),
    (104, 3, 1, '8.50', 0, 1, '0.00', 1057032000, 1120190400, '12', '2', 1088654400, 0),
    (105, 4, 4, '12.95', 0, 1, '0.00', 1086062400, 1117598400, '111', '2', 0, 0),
    (106, 5, 1, '0', 0, 1, '0.00', 1094011200, 1, '100', '2', 0, 0),
    (107, 6, 1, '0', 0, 1, '0.00', 1096603200, 0, '1', '4', 0, 0),
    (108, 2, 1, '0', 0, 1, '0.00', 1080795600, 1112331600, '6', '2', 1096603200, 0);

-- 203: neither day is known.
insert into domain_names
    (domain_id, domain_name, client_id, domain_created, domain_expires, registrar_id, monitor)
values
    (201, 'ohara.example', 4, 1086062400, 1117598400, 4, 1),
    (202, 'lovelace.example', 1, 1074142800, 1137301200, 0, 2),
    (203, 'gauss.example', 3, 0, 0, 2, 2);

insert into tax_zones
    (tid, tax_zone, countries_iso_2, tax_amount, tax_desc)
values
    (1, 'none', 'CH', '7.60', 'MwSt'),
    (2, 'NY', 'US', '8.25', 'Sales tax');

-- 1001 was paid at 14:30. 1003: 324.00 and 7.60 % tax, open. 1004: a credit of 27.00 was used. 1005: open, by v4's status.
-- 1007: void. 1009 and 1010: two of one client, 30.00 and 40.00.
insert into client_invoice
    (invoice_id, client_id, invoice_amount, invoice_amount_paid, invoice_date_entered, invoice_date_due, invoice_date_paid, invoice_payment_method, invoice_snapshot, invoice_subtotal, invoice_tax, tax_zone_id, invoice_status, trans_id, serialized_snapshot)
values
    (1001, 1, '15.00', '15.00', 1099285200, 1100494800, 1100115000, '5', '', null, null, null, null, 'TX1001', 'a:2:{s:8:"packages";a:2:{i:0;a:2:{s:9:"pack_name";s:7:"Starter";s:16:"total_pack_price";s:5:"10.00";}i:1;a:2:{s:9:"pack_name";s:13:"Backup add-on";s:16:"total_pack_price";s:4:"5.00";}}s:7:"domains";a:0:{}}'),
    (1002, 1, '15.00', '15.00', 1101877200, 1103086800, 1102654800, '5', '', null, null, null, null, 'TX1002', 'a:2:{s:8:"packages";a:2:{i:0;a:2:{s:9:"pack_name";s:7:"Starter";s:16:"total_pack_price";s:5:"10.00";}i:1;a:2:{s:9:"pack_name";s:13:"Backup add-on";s:16:"total_pack_price";s:4:"5.00";}}s:7:"domains";a:0:{}}'),
    (1003, 2, '348.62', '0.00', 1104555600, 1105765200, 0, '2', '', '324.00', '24.62', 1, null, '', 'a:2:{s:8:"packages";a:1:{i:0;a:2:{s:9:"pack_name";s:8:"Business";s:16:"total_pack_price";s:6:"324.00";}}s:7:"domains";a:0:{}}'),
    (1004, 3, '100.00', '100.00', 1094011200, 1095220800, 1094788800, '1', '', '127.00', null, null, 1, '', 'a:2:{s:8:"packages";a:1:{i:0;a:3:{s:9:"pack_name";s:7:"Starter";s:16:"total_pack_price";s:6:"102.00";s:11:"setup_price";s:5:"25.00";}}s:7:"domains";a:0:{}}'),
    (1005, 4, '12.95', '0.00', 1086062400, 1087272000, 0, '3', '', null, null, null, 3, '', 'a:2:{s:8:"packages";a:0:{}s:7:"domains";a:1:{i:0;a:2:{s:11:"domain_name";s:13:"ohara.example";s:18:"total_domain_price";s:5:"12.95";}}}'),
    (1006, 5, '10.00', '10.00', 1094011200, 1095220800, 1094097600, '50', '', null, null, null, null, '', 'a:2:{s:8:"packages";a:1:{i:0;a:2:{s:9:"pack_name";s:7:"Starter";s:16:"total_pack_price";s:5:"10.00";}}s:7:"domains";a:0:{}}'),
    (1007, 6, '10.00', '0.00', 1096603200, 1097812800, 0, '2', '', null, null, null, 2, '', 'a:2:{s:8:"packages";a:1:{i:0;a:2:{s:9:"pack_name";s:7:"Starter";s:16:"total_pack_price";s:5:"10.00";}}s:7:"domains";a:0:{}}'),
    (1008, 2, '48.00', '48.00', 1096603200, 1097812800, 1098244800, '2', '', null, null, null, 1, '', 'a:2:{s:8:"packages";a:1:{i:0;a:2:{s:9:"pack_name";s:7:"Starter";s:16:"total_pack_price";s:5:"48.00";}}s:7:"domains";a:0:{}}'),
    (1009, 3, '30.00', '30.00', 1088654400, 1089864000, 1089432000, '1', '', null, null, null, 1, '', 'a:2:{s:8:"packages";a:2:{i:0;a:2:{s:9:"pack_name";s:7:"Starter";s:16:"total_pack_price";s:5:"20.00";}i:1;a:2:{s:9:"pack_name";s:13:"Backup add-on";s:16:"total_pack_price";s:5:"10.00";}}s:7:"domains";a:0:{}}'),
    (1010, 3, '40.00', '40.00', 1091332800, 1092542400, 1092110400, '1', '', null, null, null, 1, '', 'a:2:{s:8:"packages";a:2:{i:0;a:2:{s:9:"pack_name";s:7:"Starter";s:16:"total_pack_price";s:5:"30.00";}i:1;a:2:{s:9:"pack_name";s:13:"Backup add-on";s:16:"total_pack_price";s:5:"10.00";}}s:7:"domains";a:0:{}}');

-- Invoice 1008 was paid in two parts. 5018 is neither debit nor credit: it does not move.
insert into client_register
    (reg_id, client_id, reg_date, reg_desc, invoice_id, reg_bill, reg_payment, reg_tracker)
values
    (5001, 1, 1099285200, 'Invoice 1001', 1001, '15.00', '0', ''),
    (5002, 1, 1100115000, 'Payment, thank you', 1001, '0', '15.00', 'TX1001'),
    (5003, 1, 1101877200, 'Invoice 1002', 1002, '15.00', '0', ''),
    (5004, 1, 1102654800, 'Payment, thank you', 1002, '0', '15.00', 'TX1002'),
    (5005, 2, 1104555600, 'Invoice 1003', 1003, '348.62', '0', ''),
    (5006, 3, 1094011200, 'Invoice 1004', 1004, '100.00', '0', ''),
    (5007, 3, 1094788800, 'Payment, thank you', 1004, '0', '100.00', ''),
    (5008, 4, 1086062400, 'Invoice 1005', 1005, '12.95', '', ''),
    (5009, 5, 1094011200, 'Invoice 1006', 1006, '10.00', '0', ''),
    (5010, 5, 1094097600, 'Payment, thank you', 1006, '', '10.00', '0'),
    (5011, 2, 1096603200, 'Invoice 1008', 1008, '48.00', '0', ''),
    (5012, 2, 1097812800, 'Part payment', 1008, '0', '40.00', ''),
    (5013, 2, 1098244800, 'The rest', 1008, '0', '8.00', ''),
    (5014, 3, 1088654400, 'Invoice 1009', 1009, '30.00', '0', ''),
    (5015, 3, 1089432000, 'Payment, thank you', 1009, '0', '30.00', ''),
    (5016, 3, 1091332800, 'Invoice 1010', 1010, '40.00', '0', ''),
    (5017, 3, 1092110400, 'Payment, thank you', 1010, '0', '40.00', ''),
    (5018, 6, 1096603200, 'A note', 0, '0', '', '');

insert into client_credit
    (credit_id, client_id, credit_amount, credit_comments, credit_stamp)
values
    (301, 5, '30.00', 'Goodwill', 1101877200),
    (302, 5, '12.50', 'Moved from the old shop', 1101963600);

insert into coupon_codes
    (coupon_id, coupon_code, coupon_percent_discount, coupon_dollar_discount, coupon_status, coupon_start_stamp, coupon_end_stamp, coupon_new_only, coupon_misc1)
values
    (401, 'SPRING', '0.10', '0.00', 2, 1078117200, 1085976000, 0, '1'),
    (402, 'FIVE', '0.00', '5.00', 2, 0, 0, 1, '0');

-- What hangs on the services. 101 and 104 are hosted, 105 is the domain ohara.example: each domain has its service. 105 has a
-- log-in too, which only names what 4 uses. Affiliate 661 is client 5 and was paid for 103. 671 is what PayPal calls a subscription.
update client_info set billing_cc_type = 'Visa-4242', billing_cc_num = '%8F%2C', billing_cc_exp = '08/2006' where client_id = 3;
update client_package set domain = 'lovelace.example', server = 'web1', username = 'ada', external_id = '9001' where cp_id = 101;
update client_package set aff_code = 'Emmy', aff_last_paid = 1104555600 where cp_id = 103;
update client_package set domain = 'gauss.example' where cp_id = 104;
update client_package set cp_comments = 'ohara.example' where cp_id = 105;

insert into account_details
    (details_id, client_id, cp_id, domain_id, ip, server, server_type, username, password)
values
    (601, 1, 101, 202, '192.0.2.1', 'WEB1', 1, 'ada', 'secret'),
    (602, 3, 104, 203, null, 'web2', 1, 'carl', 'secret'),
    (603, 4, 105, 201, null, 'web2', 1, 'dora', 'secret');

insert into account_dbs
    (db_id, client_id, cp_id, db_type, db_name, db_user, db_pass, db_stamp)
values
    (611, 1, 101, 1, 'adadb', 'ada', 'secret', 1074142800),
    (612, 1, 101, 3, 'adadb', 'ada', 'secret', 1074142800);

insert into account_pops
    (pop_id, client_id, cp_id, pop_real_name, pop_username, pop_password, pop_space, pop_ftp, pop_telnet, pop_stamp)
values
    (621, 1, 101, 'Ada Lovelace', 'ada', 'secret', '10', 1, 0, 1074142800),
    (622, 1, 101, '', 'info', 'secret', '0', 0, 0, 1074142800);

insert into client_package_variables
    (cpv_id, cp_id, cpv_name, cpv_value)
values
    (631, 101, 'Shell', 'yes');

insert into package_feature
    (feature_id, pack_id, feature_name, feature_comments)
values
    (641, 1, '100 MB', ''),
    (642, 1, 'PHP &amp; Perl', 'Two languages');

insert into package_relationships
    (pr_id, parent_pack_id, child_pack_id, pr_status)
values
    (651, 1, 3, 2),
    (652, 2, 3, 1);

insert into tld_config
    (tld_id, tld_extension, tld_accepted, tld_transfer, tld_1y, tld_2y, registrar_id, pack_id)
values
    (7, '.example', 1, '9.00', '12.95', '25.00', 4, 4);

insert into affiliate_config
    (aff_id, client_id, aff_code, aff_hits, aff_count, aff_pay_time, aff_pay_amount, aff_pay_type, aff_pay_cycle, aff_pay_sum, aff_status)
values
    (661, 5, 'EMMY', 10, 2, 30, '0.10', 1, 1, '12.50', 2);

insert into client_subscriptions
    (cs_id, client_id, cs_subscription_id, invoice_id, cs_status, cs_create_stamp, cs_modify_stamp, gateway_module)
values
    (671, 1, 'S-671', 1001, 1, 1100115000, 0, '5');
