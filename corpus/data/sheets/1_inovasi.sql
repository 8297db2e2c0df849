SELECT -- Inovasi: satu baris untuk setiap inovasi.
  v.name AS "Nama inovasi", -- Nama yang paling sering ditulis berita.
  v.expansion AS "Kepanjangan", -- Kata-kata yang disingkat oleh nama; kosong bila tidak diberitakan.
  v.description AS "Keterangan", -- Penjelasan singkat yang bukan kepanjangan.
  (SELECT group_concat(n.value, ' · ') FROM json_each(i.other_names) AS n) AS "Nama lain", -- Tulisan lain dari nama itu.
  v.owner AS "Instansi pemilik", -- Instansi yang paling sering disebut sebagai pemilik.
  v.owner_type AS "Jenis instansi", -- Jenis baku dari instansi itu.
  v.region AS "Kode wilayah", -- Kode Kemendagri kabupaten, kota, atau provinsi.
  v.region_name AS "Kabupaten/kota", -- Nama resmi wilayah itu.
  v.province_name AS "Provinsi", -- Provinsi dari wilayah itu.
  v.sector_name AS "Bidang", -- Bidang urusan; ditentukan oleh mesin, kecuali sudah diperiksa.
  v.year AS "Tahun diluncurkan", -- Hanya bila berita menyebutnya.
  v.first_seen AS "Tanggal pertama diberitakan", -- Tanggal terbit berita yang paling awal.
  v.last_seen AS "Tanggal terakhir diberitakan", -- Tanggal terbit berita yang paling akhir.
  v.n_articles AS "Jumlah berita", -- Banyaknya berita yang menyebut inovasi ini.
  (SELECT m.quote FROM v_mentions AS m WHERE m.innovation_id = v.id
    ORDER BY m.published IS NULL, m.published, m.article_id, m.local_id LIMIT 1) AS "Kutipan", -- Kalimat dari berita yang paling awal.
  (SELECT m.url FROM v_mentions AS m WHERE m.innovation_id = v.id AND m.url IS NOT NULL
    ORDER BY m.published IS NULL, m.published, m.article_id, m.local_id LIMIT 1) AS "Tautan berita", -- Alamat berita yang paling awal.
  v.confidence AS "Keyakinan", -- Seberapa yakin mesin, dari 0 sampai 1.
  v.status AS "Status", -- Otomatis: ditemukan mesin; diperiksa: sudah dibaca orang; ditolak: keliru.
  v.checked_by AS "Diperiksa oleh", -- Orang yang terakhir memeriksa; kosong bila belum diperiksa.
  v.id AS "ID inovasi" -- Tanda pengenal tetap untuk dikutip.
FROM v_innovations AS v JOIN innovations AS i ON i.id = v.id
WHERE v.id IN (SELECT value FROM json_each(:innovations))
ORDER BY v.n_articles DESC, v.name, v.id
