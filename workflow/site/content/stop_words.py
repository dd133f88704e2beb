"""Indonesian words that say nothing of what a text is about, and those that stand in any press release."""

_WORDS = """
ada adalah adapun agar agustus ahad akan akhir akhirnya anda antara apa apabila april atas atau awal bagai bagaimana
bagi bagian bahkan bahwa baik banyak baru beberapa begitu belum berada berbagai berikut bersama besar bila bisa boleh
bukan cara contoh cukup daerah dalam dan dapat dari daripada dengan depan desa desember dia dilakukan dimulai dinas
dua dulu empat enam februari hal hampir hanya hari harus hingga ini itu jadi jam jangan januari jika juga juli jumat
jumlah juni kabupaten kali kami kamis kamu kantor karena kata kecamatan kecil kedua kegiatan keluarga kelurahan
kembali kemudian kepada kepala ketiga ketika kini kita kurang lagi lain lainnya lalu lama lebih lewat lima maka mana
maret masih masing masuk masyarakat mau mei melakukan melalui memang memberikan membuat mengatakan mengenai menit
menjadi menurut mereka merupakan meski minggu mulai namun nanti november nya oktober oleh orang pada para pasti
pemerintah per perlu pernah pertama petugas pihak pukul pula pun punya rabu saat sabtu saja salah sama sampai sangat
satu saya sebab sebagai sebagian sebanyak sebelum sebelumnya sebuah secara sedang sehingga sejak sejumlah sekali
sekarang sekitar selain selama selanjutnya selasa seluruh semua sendiri senin seorang seperti september sering serta
sesuai sesudah setelah setiap setidaknya siapa sudah supaya tahun tanpa tapi telah tempat tengah tentang tepat
terhadap termasuk tersebut terus terutama tetap tetapi tiap tidak tiga tujuh turut ujar untuk usai warga wib wit wita
yaitu yakni yang
"""
STOP_WORDS = frozenset(_WORDS.split())
