-- Positions as modernbill.md names them: payments 34 and 37 the global tax, main 12 the daily generator.
select 'taxed' as name, config_34 as value from config where config_type = 'payments'
union all select 'tax_rate', config_37 from config where config_type = 'payments'
union all select 'daily', config_12 from config where config_type = 'main'
